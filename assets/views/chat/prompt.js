// What the model read for its last reply: every token, the reply after it, what was left out, the room taken.

const summaryLine = make('p', { className: 'ngpl-note' });
const bar = make('div', { className: 'chat-bar', role: 'img' });
const cut = make('div', { className: 'chat-cut' });
const chips = make('div', { className: 'chat-tokens', role: 'group', 'aria-label': 'the tokens that the model read' });
const copy = make('button', { type: 'button', className: 'ngpl-button', textContent: 'Copy conversation as JSON' });
const empty = make('p', { className: 'ngpl-empty', textContent: 'Nothing yet: the prompt appears here with the first message.' });
const body = make('div', { hidden: true }, [summaryLine, bar, cut, chips, copy]);
const root = make('section', { className: 'ngpl-chat', 'aria-label': 'what the model read' }, [body, empty]);

(element.firstElementChild ?? element).replaceChildren(root);
tooltip(root, '[data-place]', (node) => [
  ['place', node.dataset.place],
  ['id', node.dataset.id],
  ['kind', node.classList.contains('special') ? 'special token' : node.classList.contains('reply') ? 'written by the model' : 'prompt'],
]);
chips.addEventListener('keydown', (event) => {
  const all = [...chips.querySelectorAll('[data-place]')];
  const at = all.indexOf(event.target);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (at < 0 || !all[to]) return;
  event.preventDefault();
  all[at].tabIndex = -1;
  all[to].tabIndex = 0;
  all[to].focus();
});
copy.addEventListener('click', async () => {
  copy.textContent = (await toClipboard(JSON.stringify(props.value.record, null, 2), root)) ? 'Copied' : 'Copying is not allowed here';
  setTimeout(() => (copy.textContent = 'Copy conversation as JSON'), 1500);
});
watch('value', draw);
draw();

function draw() {
  const data = props.value?.tokens ? props.value : null;
  body.hidden = !data;
  empty.hidden = Boolean(data);
  if (!data) return;
  const limit = `the context holds ${data.context}`;
  summaryLine.textContent = `${data.layout}. ${data.prompt} tokens read, ${data.total - data.prompt} written; ${limit}.`;
  drawBar(data);
  cut.hidden = !data.cut.length;
  cut.replaceChildren(...data.cut.map(([role, text]) => make('p', {}, [`Left out, it no longer fits: ${role}: `, make('q', {}, visibleNodes(shorten(text)))])));
  const skipped = data.skipped ? [make('span', { className: 'ngpl-note', textContent: `… ${data.skipped} tokens before` })] : [];
  chips.replaceChildren(...skipped, ...data.tokens.map((token, i) => tokenChip(data, token, data.skipped + i)));
}

function drawBar(data) {
  const share = (n) => `width: ${Math.min(100, (100 * n) / data.context)}%`;
  bar.setAttribute('aria-label', `${data.total} of ${data.context} tokens taken`);
  bar.replaceChildren(make('i', { style: share(data.prompt) }), make('i', { className: 'reply', style: share(data.total - data.prompt) }));
}

function tokenChip(data, [id, label, special], place) {
  const node = chip(label, 0, { tag: 'span', tabIndex: place === data.skipped ? 0 : -1, 'data-place': place, 'data-id': id });
  node.classList.add(special ? 'special' : 'plain');
  node.classList.toggle('reply', place >= data.prompt);
  return node;
}

function shorten(text) {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
