// Strategies side by side, part 5 of 5: the messages of a run, the switches and the keys.
// In scope: element, trigger, props, watch. After common.js, decoding_format.js and parts 1 to 4.
// Props: value (a message), invitation (what stands here before the first run), caption (the name of it all).

const names = new Map();
const page = { colour: 'probability', show: 'tokens', marks: false, repeated: 0, label: (id) => names.get(id) ?? '', trees: make('div', { className: 'decoding-trees' }) };
const log = []; // the messages of the run
let run = null; // {id, expected, columns: Map}

const part = {
  prompt: make('div', { className: 'decoding-prompt' }),
  status: make('p', { className: 'decoding-note', role: 'status' }),
  columns: make('div', { className: 'decoding-columns' }),
  legend: make('p', { className: 'decoding-legend' }),
  marks: make('input', { type: 'checkbox' }),
};
part.bar = make('div', { className: 'decoding-switches', hidden: true }, [
  segments('colour by', Object.keys(COLOURS), (colour) => set({ colour })),
  segments('show', ['tokens', 'text'], (show) => set({ show })),
  make('label', {}, [part.marks, 'visible white space']),
  part.legend,
]);
part.root = make('section', { className: 'ngpl-decoding decoding-compare', 'aria-label': props.caption ?? 'strategies side by side' }, [part.prompt, part.bar, part.status, part.columns, page.trees]);
part.status.textContent = props.invitation ?? 'Choose strategies and press Generate: all of them go on from the text at the top.';
const changed = new Set();
const columns = () => [...(run?.columns.values() ?? [])];

function set(change) {
  Object.assign(page, change);
  drawLegend();
  columns().forEach((column) => column.restyle());
}

function drawLegend() {
  const swatch = (name, level) => make('span', {}, [make('i', { className: 'decoding-token', 'data-level': level }), name]);
  const again = make('span', {}, [make('i', { className: 'decoding-token again', textContent: 'ab' }), 'written before']);
  part.legend.replaceChildren(...COLOURS[page.colour].names.map(swatch), again);
}

// Messages

function onValue() {
  if (props.value) receive(props.value);
}

function receive(message) {
  if (message.columns) log.length = 0;
  log.push(message);
  if (message.stopped) finish('stopped');
  else if (message.columns) begin(message);
  else if (run?.id === message.run) proceed(message);
}

function begin(message) {
  names.clear();
  changed.clear();
  page.repeated = message.repeated;
  run = { id: message.run, expected: 0, columns: new Map(Object.entries(message.columns).map(([name, about]) => [name, new Column(name, about, page)])) };
  part.prompt.replaceChildren(...promptNodes(message.prompt));
  part.columns.replaceChildren(...columns().map((column) => column.node));
  page.trees.replaceChildren();
  part.bar.hidden = false;
  part.status.textContent = `writing with seed ${message.seed}…`;
  columns().forEach((column) => column.draw());
  card.tidy();
}

function proceed(message) {
  if (message.failed) return finish('failed', message.failed);
  if (message.number < run.expected) return;
  const lost = message.number > run.expected;
  run.expected = message.number + 1;
  for (const [id, label] of Object.entries(message.labels)) names.set(Number(id), label);
  for (const [name, event] of message.events) {
    const column = run.columns.get(name);
    if (!column.running) continue; // it was stopped meanwhile
    column.add(event);
    changed.add(column);
  }
  soon();
  if (lost) part.status.textContent = 'Some tokens were lost on the way; generate again.';
  else if (message.done) part.status.textContent = 'done';
}

/** Draws what changed once a frame, however many messages came meanwhile. */
const soon = onceAFrame(() => {
  changed.forEach((column) => column.draw());
  changed.clear();
  card.tidy();
});

function finish(reason, text = reason) {
  const left = columns().filter((column) => column.running);
  left.forEach((column) => {
    column.end(reason);
    column.draw();
  });
  if (left.length) part.status.textContent = text;
}

// The pointer and the keys

const card = buildCard(part.root, '.decoding-token[data-index], .decoding-node', (target) => {
  const column = run.columns.get(target.closest('[data-strategy]').dataset.strategy);
  const { index, depth, place } = target.dataset;
  return index === undefined ? column.branchCard(Number(depth), Number(place)) : column.card(Number(index));
});

part.columns.addEventListener('keydown', (event) => {
  const chips = run?.columns.get(event.target.closest('.decoding-column')?.dataset.strategy)?.chips ?? [];
  const at = chips.indexOf(event.target);
  const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: chips.length - 1 }[event.key];
  if (at < 0 || !chips[to]) return;
  event.preventDefault();
  chips[at].tabIndex = -1;
  chips[to].tabIndex = 0;
  chips[to].focus();
});
part.marks.addEventListener('change', () => set({ marks: part.marks.checked }));

drawLegend();
element.replaceChildren(part.root);
element.scene = () => run && { messages: log, looks: { colour: page.colour, show: page.show, marks: page.marks } };
watch('value', onValue);
props.messages?.forEach(receive);
if (props.looks) set(props.looks);
onValue();
