// A link to what is shown: into the clipboard and the address bar; and what became of one that was opened.

const line = make('p', { role: 'status', 'aria-live': 'polite' });
const box = make('input', { readOnly: true, spellcheck: false, hidden: true, 'aria-label': 'the link' });
const root = make('div', { className: 'ngpl-link' }, [line, box]);

(element.firstElementChild ?? element).replaceChildren(root);
box.addEventListener('focus', () => box.select());
watch('made', onMade);
watch('told', onTold);
onTold();

async function onMade() {
  if (!props.made) return;
  const { query, words } = props.made;
  const address = `${location.origin}${location.pathname}?${query}`;
  history.replaceState(history.state, '', address);
  const copied = await toClipboard(address, root);
  line.textContent = copied ? `link copied: ${words}` : `The browser does not let pages copy; select the link: ${words}`;
  Object.assign(box, { hidden: copied, value: address });
}

function onTold() {
  if (!props.told) return;
  line.textContent = props.told;
  box.hidden = true;
}
