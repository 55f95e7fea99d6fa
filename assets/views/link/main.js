// A link to what is shown: into the clipboard and the address bar; and what became of one that was opened.

const line = make('p', { role: 'status', 'aria-live': 'polite' });
const box = make('input', { className: 'ngpl-box', readOnly: true, spellcheck: false, hidden: true, 'aria-label': 'the link' });
const root = make('div', { className: 'ngpl-link' }, [line, box]);

(element.firstElementChild ?? element).replaceChildren(root);
box.addEventListener('focus', () => box.select());
box.addEventListener('click', async () => (await toClipboard(box.value, root)) && tellCopied(props.made.words));
watch('made', onMade);
watch('told', onTold);
onTold();

async function onMade() {
  if (!props.made) return;
  const { query, words } = props.made;
  const address = `${location.origin}${location.pathname}?${query}`;
  history.replaceState(history.state, '', address);
  Object.assign(box, { value: address, hidden: true });
  if (await toClipboard(address, root)) tellCopied(words);
  else {
    line.textContent = `Press the link to copy it: ${words}`; // some browsers copy only right after a press
    box.hidden = false;
  }
}

function tellCopied(words) {
  line.textContent = `link copied: ${words}`;
}

function onTold() {
  if (!props.told) return;
  line.textContent = props.told;
  box.hidden = true;
}
