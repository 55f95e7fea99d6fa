// Inside a head, part 5 of 5: what is chosen, and what the pointer and the keys do.
// In scope: element, trigger, props, watch (of gr.HTML, or of standalone.js).
// Props: value (a payload, on the page with n_layer, n_head and token), palette, forms, taken (Python's answer).
// Events: head_select {layer, head}; token_select {token}; take {form, palette}.

const part = buildPage();
const state = {
  head: null, // the Anatomy
  q: 0, // the chosen query, key and channel
  k: 0,
  c: 0,
  from: { query: 0, key: 0 }, // the first tokens shown
  count: null, // of tokens shown; null: as many as have room for their numbers
  step: 0,
  mode: 'all',
  palette: props.palette ?? 'sea',
};
let boxes = []; // a stage each, as of buildStage
let turn = 0;
const take = props.forms ? takeMenu(part.tools, trigger, props.forms, () => ({ palette: state.palette })) : null;
const tellHead = later(80, (layer, head) => trigger('head_select', { layer, head }));
const chooseHead = () => tellHead(Number(part.layer.value), Number(part.head.value)); // now: an answer sets the menus
const tellToken = later(200, () => trigger('token_select', { token: state.q }));
const announce = later(250, () => (part.live.textContent = `${part.pair.textContent} ${sumOf(boxes[state.step].stage)}`));

async function onValue() {
  const mine = ++turn;
  const head = props.value?.stages ? await Anatomy.from(props.value) : null;
  if (mine !== turn) return;
  const before = state.head;
  state.head = head;
  part.body.hidden = !head;
  part.empty.hidden = Boolean(head);
  if (!head) return;
  if (head.labels.join('\0') !== before?.labels.join('\0')) begin(head);
  if (!before) Object.assign(state, props.chosen); // of a scene
  state.c = Math.min(state.c, head.size - 1);
  state.step = Math.min(state.step, head.stages.length - 1);
  build();
}

/** Of a new text: the token that is selected, else the last, what it looks at most, and what that hands over most. */
function begin(head) {
  state.q = head.token ?? head.tokens - 1;
  state.k = head.favourite(state.q);
  const values = head.row('value', state.k);
  state.c = values.reduce((best, value, c) => (Math.abs(value) > Math.abs(values[best]) ? c : best), 0);
}

function build() {
  const { head } = state;
  part.heads.forEach((node) => (node.hidden = !head.n_layer));
  fillSelect(part.layer, numbered(head.n_layer ?? 0), head.layer);
  fillSelect(part.head, numbered(head.n_head ?? 0), head.head);
  fillSelect(part.palette, Object.keys(head.palettes).map((name) => [name, name]), state.palette);
  const fades = head.gamma ? `layer ${head.layer} head ${head.head} · γ = ${head.gamma.toPrecision(4)}${head.gamma === 1 ? ': nothing fades' : ''}` : '';
  part.badge.textContent = fades || `layer ${head.layer} head ${head.head}`;
  fillSteps(part.steps, head);
  boxes = head.stages.map(buildStage);
  part.stages.replaceChildren(...boxes.map((box) => box.root));
  part.check.textContent = check(head);
  bringIn();
  draw();
}

// Drawing

const count = () => Math.min(state.head.tokens, state.count ?? fitting());

/** As many tokens as have room for their numbers, 6 to 12. */
function fitting() {
  const room = Math.floor((part.stages.clientWidth - GUTTER - 20) / READABLE);
  return Math.max(6, Math.min(12, room));
}

const range = (start, length) => Array.from({ length }, (_, i) => start + i);
const shown = (side) => range(state.from[side], count());

/** The windows move as far as the chosen query and key need. */
function bringIn() {
  const [n, { tokens }] = [count(), state.head];
  for (const [side, token] of [['query', state.q], ['key', state.k]]) {
    const start = Math.min(Math.max(state.from[side], token - n + 1), token);
    state.from[side] = Math.max(0, Math.min(start, tokens - n));
  }
}

/** Everything anew; a view that is not shown has no width. */
function draw() {
  const { head, palette, mode } = state;
  if (!head || !part.root.clientWidth) return;
  const started = performance.now();
  part.root.dataset.mode = mode;
  const paint = painter(head, palette, part.root.closest('.dark') !== null);
  const n = count();
  const open = boxes.filter(arranged);
  const rooms = open.map((box) => box.scroll.clientWidth - 6); // all of them before anything changes: one layout
  open.forEach((box, i) => drawStage(box, rooms[i], paint));
  writeWindow(n);
  markAll();
  part.root.dataset.drawn = (performance.now() - started).toFixed(1);
}

const columnsOf = (stage) => (stage.kind === 'token' ? shown('key') : range(0, stage.width));

/** Whether a stage is shown; a wide one takes the whole width. */
function arranged(box) {
  box.root.classList.toggle('whole', columnsOf(box.stage).length > 16);
  box.root.hidden = state.mode === 'one' && boxes[state.step] !== box;
  return !box.root.hidden;
}

function drawStage(box, room, paint) {
  const { stage } = box;
  const columns = columnsOf(stage);
  const size = cellSize(room, columns.length, state.mode);
  box.table = matrix(state.head, stage, { rows: shown(sideOf(stage)), columns }, paint);
  box.table.classList.toggle('bare', !size.numbers);
  box.table.classList.toggle('upright', stage.kind === 'token');
  for (const [name, pixels] of [['cell', size.width], ['font', size.font], ['total', size.total]]) box.table.style.setProperty(`--${name}`, `${pixels}px`);
  box.scroll.replaceChildren(box.table);
}

function writeWindow(n) {
  const { head, from } = state;
  part.windows.hidden = n === head.tokens && head.tokens <= COUNTS[0];
  const counts = COUNTS.filter((entry) => entry < head.tokens);
  if (head.tokens <= COUNTS.at(-1)) counts.push(head.tokens);
  if (!counts.includes(n)) counts.push(n);
  fillSelect(part.count, counts.sort((a, b) => a - b).map((entry) => [entry, entry === head.tokens ? `all ${entry}` : String(entry)]), n);
  for (const side of ['query', 'key']) {
    Object.assign(part[side], { max: head.tokens - n, value: from[side] });
    part[side].parentElement.hidden = n === head.tokens;
  }
  const said = (side) => `${from[side]} to ${from[side] + n - 1}`;
  part.window.textContent = n === head.tokens ? '' : `Queries ${said('query')} and keys ${said('key')} of ${head.tokens} tokens are shown, counted from 0. Every number is of the whole text.`;
}

/** What is chosen, in every stage and in words. */
function markAll() {
  const { head, q, k, mode, step } = state;
  for (const { table, stage, root, sum } of boxes) {
    sum.textContent = sumOf(stage);
    if (!root.hidden) markChosen(table, sideOf(stage) === 'key' ? k : q, columnOf(stage));
  }
  part.pair.textContent = `query ${q} ${head.label(q)} → key ${k} ${head.label(k)}: ${inShort(head, state)}`;
  part.readout.textContent = ' ';
  part.modes.buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.value === mode)));
  [...part.steps.children].forEach((button, i) => {
    button.tabIndex = i === step ? 0 : -1;
    if (i === step) button.setAttribute('aria-current', 'step');
    else button.removeAttribute('aria-current');
  });
  Object.assign(part.root.dataset, { query: q, key: k, channel: state.c, step: boxes[step].stage.name, head: `${head.layer},${head.head}` });
}

const columnOf = ({ kind }) => ({ token: state.k, channel: state.c })[kind] ?? 0;

function sumOf(stage) {
  return ARITHMETIC[stage.name]?.(state.head, state) ?? '';
}

// Choosing

/** The query, key or channel that a cell stands for. */
function choose(stage, row, column) {
  if (sideOf(stage) === 'key') state.k = row;
  else state.q = row;
  if (stage.kind === 'token') state.k = column;
  if (stage.kind === 'channel') state.c = Math.min(column, state.head.size - 1);
  state.step = boxes.findIndex((box) => box.stage === stage);
  const before = { ...state.from };
  bringIn();
  if (before.query !== state.from.query || before.key !== state.from.key) draw();
  else markAll();
  if (state.head.n_layer) tellToken();
  announce();
}

function goTo(step, focus = true) {
  state.step = Math.max(0, Math.min(step, boxes.length - 1));
  if (state.mode === 'one') draw();
  else markAll();
  if (state.mode === 'all') boxes[state.step].root.scrollIntoView({ block: 'center', behavior: 'auto' });
  if (focus) part.steps.children[state.step].focus({ preventScroll: true });
  announce();
}

function setMode(mode) {
  state.mode = mode;
  draw();
}

const stageOf = (node) => boxes.find((box) => box.root.contains(node))?.stage;
const placeOf = (node) => [Number(node.dataset.row), Number(node.dataset.column)];

part.stages.addEventListener('click', (event) => {
  const node = event.target.closest('td[data-row]');
  if (node) chooseCell(stageOf(node), ...placeOf(node));
});

/** The focus goes along: the cell may have been drawn anew. */
function chooseCell(stage, row, column) {
  choose(stage, row, column);
  const { table } = boxes.find((box) => box.stage === stage);
  table.querySelector(`td[data-row="${row}"][data-column="${column}"]`)?.focus({ preventScroll: state.mode === 'one' });
}

part.stages.addEventListener('pointerover', (event) => {
  const node = event.target.closest('td[data-row]');
  if (node) part.readout.textContent = readoutOf(stageOf(node), ...placeOf(node));
});
part.stages.addEventListener('pointerleave', () => (part.readout.textContent = ' '));

function readoutOf(stage, row, column) {
  const { head } = state;
  const value = stage.values[row * stage.width + column];
  const across = stage.kind === 'token' ? `key ${column} ${head.label(column)}` : `${stage.kind} ${stage.columns[column]}`;
  const amount = Number.isNaN(value) ? 'hidden' : `${digitsOf(value, stage.scale)} ${stage.scale.unit}`;
  return `${titleOf(stage)}: ${sideOf(stage)} ${row} ${head.label(row)}, ${across}: ${amount}`;
}

const MOVES = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

part.stages.addEventListener('keydown', (event) => {
  const [node, move] = [event.target.closest('td[data-row]'), MOVES[event.key]];
  if (!node || !move || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const [stage, [row, column]] = [stageOf(node), placeOf(node)];
  const across = stage.kind === 'token' ? state.head.tokens : stage.width;
  const within = (value, end) => Math.max(0, Math.min(value, end - 1));
  chooseCell(stage, within(row + move[0], state.head.tokens), within(column + move[1], across));
});

const STRIDES = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -99, End: 99 };

part.steps.addEventListener('keydown', (event) => {
  const stride = STRIDES[event.key];
  if (stride === undefined) return;
  event.preventDefault();
  goTo(state.step + stride);
});
part.steps.addEventListener('click', (event) => event.target.dataset.step && goTo(Number(event.target.dataset.step)));

/** A presenter's remote turns pages. */
part.root.addEventListener('keydown', (event) => {
  const stride = { PageUp: -1, PageDown: 1 }[event.key];
  if (!stride || state.mode !== 'one') return;
  event.preventDefault();
  goTo(state.step + stride);
});

part.modes.buttons.forEach((button) => button.addEventListener('click', () => setMode(button.value)));
part.palette.addEventListener('change', () => {
  state.palette = part.palette.value;
  draw();
});
part.layer.addEventListener('change', chooseHead);
part.head.addEventListener('change', chooseHead);
part.count.addEventListener('change', () => {
  state.count = Number(part.count.value);
  bringIn();
  draw();
});
for (const side of ['query', 'key']) {
  part[side].addEventListener('input', () => {
    state.from[side] = Number(part[side].value);
    draw();
  });
}

// The page around it

(element.firstElementChild ?? element).replaceChildren(part.root);
element.scene = () => {
  const { head, q, k, c, mode, step, palette } = state;
  return head && { value: props.value, chosen: { q, k, c, mode, step }, palette };
};
let width = 0;
new ResizeObserver(later(30, () => {
  if (part.root.clientWidth === width) return; // rows that come and go change the height alone
  width = part.root.clientWidth;
  if (state.head) bringIn();
  draw();
})).observe(part.root);
new MutationObserver(draw).observe(document.body, { attributeFilter: ['class'] });
watch('value', onValue);
watch('taken', () => take?.taken(props.taken));
onValue();
