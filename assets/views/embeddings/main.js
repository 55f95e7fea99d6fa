// The embedding map, part 5 of 6: what is shown and selected, and the controls.
// In scope: element, trigger, props, watch (of gr.HTML). Props: value (the vocabulary, once a model), text, near, sum.

const part = buildPage();
const table = foldedTable('The text on the map, as a table', () => textTable(vocabulary, state.text));
part.text.after(table.node);
const state = { text: { ids: [], labels: [], token: null }, near: null, sum: null, hover: null, hidden: new Set(), showPath: true, showNames: true, three: false };
let vocabulary = null;
let camera = null;
let size = { width: 0, height: 0 };
let screen = screenFor(0);
let theme = null;
let sprites = null;
let chips = [];
let turn = 0;
let [moving, stale] = [false, true];

// What Python sends

async function onValue() {
  const mine = ++turn;
  const next = props.value?.points ? await Vocabulary.from(props.value) : null;
  if (mine !== turn) return;
  vocabulary = next;
  part.body.hidden = !next;
  part.empty.hidden = Boolean(next);
  if (!next) return;
  [camera, theme, state.hover] = [null, null, null];
  screen = screenFor(next.size);
  part.about.textContent = next.about;
  part.note.textContent = noteOf(next);
  onText();
  onNear();
  onSum();
  measure();
}

function noteOf({ explained, size: count }) {
  const three = explained.map((value, i) => `PC ${i + 1} ${share(value)}`).join(', ');
  const sum = share(explained.reduce((a, b) => a + b, 0));
  return `All ${count.toLocaleString('en')} tokens, none left out, on the principal components of their embeddings: ${three} of the variance, together ${sum}. The rest is not on the map: tokens that look near here may be far apart.`;
}

const ours = (message) => (vocabulary && message?.key === vocabulary.key ? message : null);

function onText() {
  const { ids = [], labels = [], token: selected = null } = ours(props.text) ?? {};
  state.text = { ids: Array.from(ids), labels: Array.from(labels), token: selected };
  chips = buildChips(part.text, state.text);
  table.fill();
  soon();
}

function onNear() {
  const near = ours(props.near);
  state.near = near && { id: near.id, twin: near.twin ?? null, neighbours: Array.from(near.neighbours) };
  if (!vocabulary) return;
  writeNear(part, vocabulary, state.near, act);
  if (near) part.live.textContent = spoken(vocabulary, state.near);
  soon();
}

function onSum() {
  const sum = ours(props.sum);
  state.sum = sum && { plus: Array.from(sum.plus), minus: Array.from(sum.minus), neighbours: Array.from(sum.neighbours) };
  if (!vocabulary) return;
  writeSum(part, vocabulary, state.sum, act);
  soon();
}

// What is chosen

const act = {
  pick: (id) => {
    const at = state.text.token !== null && state.text.ids[state.text.token] === id ? state.text.token : null;
    if (at === null) selectChip(null);
    trigger('token_pick', { id });
  },
  operand: (id, sign) => trigger('operand', { id, sign }),
  clearSum: () => {
    state.sum = null;
    writeSum(part, vocabulary, null, act);
    soon();
  },
  hover: (id) => {
    if (id === state.hover) return;
    state.hover = id;
    soon();
  },
};

function selectChip(at) {
  state.text.token = at;
  chips.forEach((node, i) => node.setAttribute('aria-pressed', String(i === at)));
}

function chooseChip(at) {
  const next = at === state.text.token ? null : at;
  selectChip(next);
  trigger('token_select', { token: next });
  soon();
}

// Drawing

function measure() {
  const width = part.stage.clientWidth;
  if (!vocabulary || !width) return; // in a tab that is not shown: drawn when it gets a width
  const height = Math.round(Math.max(300, Math.min(560, width * 0.72, window.innerHeight - 160)));
  const changed = width !== size.width || height !== size.height;
  size = { width, height };
  part.stage.style.height = `${height}px`;
  part.root.classList.toggle('wide', part.root.clientWidth >= 860);
  if (!camera || changed) fit();
  paint();
}

function fit() {
  const turned = camera?.three && state.three ? { yaw: camera.yaw, pitch: camera.pitch } : {};
  look(fitted(vocabulary, state.hidden, state.three, size.width, size.height, turned));
}

/** The theme or the kinds have changed: read colours, make the small pictures again. */
function paint() {
  theme = readTheme(part.root, vocabulary.kindNames.length);
  sprites = spritesOf(theme, radiusFor(vocabulary.size), window.devicePixelRatio || 1);
  buildLegend(part.legend, vocabulary, state.hidden, theme);
  look();
}

/** The camera has moved. */
function look(next = camera) {
  camera = next;
  stale = true;
  soon();
}

const soon = onceAFrame(() => draw());

function draw() {
  if (!vocabulary || !camera || !theme || !part.stage.clientWidth) return;
  const started = performance.now();
  if (stale) project(vocabulary.points, camera, size.width, size.height, screen);
  stale = false;
  const base = prepared(part.base, size.width, size.height);
  drawPoints(base, vocabulary, state.hidden, screen, camera, sprites, size, Boolean(state.near?.id ?? state.sum));
  drawAxes(base, camera, size, vocabulary.explained, theme);
  const over = prepared(part.over, size.width, size.height);
  const written = drawMarks(over, vocabulary, state, screen, size, theme);
  if (state.showNames && !moving) drawNames(vocabulary, state.hidden, screen, size, written);
  Object.assign(part.root.dataset, { drawn: (performance.now() - started).toFixed(1), key: vocabulary.key, dimensions: camera.three ? 3 : 2 });
}

// Controls

function press(node, on) {
  node.setAttribute('aria-pressed', String(on));
}

function setDimensions(three) {
  press(part.flat, !three);
  press(part.deep, three);
  state.three = three;
  fit();
}

function toggle(node, name) {
  state[name] = !state[name];
  press(node, state[name]);
  soon();
}

const zoom = (factor, x = size.width / 2, y = size.height / 2) => look(zoomed(camera, factor, x, y, size.width, size.height));

function centerOn(id) {
  if (id === null || id === undefined) return;
  look({ ...camera, center: Array.from(vocabulary.points.subarray(3 * id, 3 * id + 3)) });
}

part.flat.addEventListener('click', () => setDimensions(false));
part.deep.addEventListener('click', () => setDimensions(true));
part.path.addEventListener('click', () => toggle(part.path, 'showPath'));
part.names.addEventListener('click', () => toggle(part.names, 'showNames'));
part.nearer.addEventListener('click', () => zoom(1.5));
part.farther.addEventListener('click', () => zoom(1 / 1.5));
part.center.addEventListener('click', () => centerOn(state.near?.id));
part.whole.addEventListener('click', () => fit());
part.legend.addEventListener('click', (event) => {
  const kind = event.target.closest('button')?.dataset.kind;
  if (kind === undefined) return;
  if (!state.hidden.delete(Number(kind))) state.hidden.add(Number(kind));
  press(event.target.closest('button'), !state.hidden.has(Number(kind)));
  fit();
});

part.csv.addEventListener('click', () => download('embeddings.csv', new Blob([csvOf(vocabulary, state.text, state.near)], { type: 'text/csv' })));
part.png.addEventListener('click', () => {
  const sheet = make('canvas', { width: part.base.width, height: part.base.height });
  const context = sheet.getContext('2d');
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, sheet.width, sheet.height);
  context.drawImage(part.base, 0, 0);
  context.drawImage(part.over, 0, 0);
  sheet.toBlob((blob) => download('embeddings.png', blob));
});

// The text's chips

part.text.addEventListener('click', (event) => {
  const at = event.target.closest('[data-token]')?.dataset.token;
  if (at !== undefined) chooseChip(Number(at));
});
const hoverChip = (event) => act.hover(state.text.ids[event.target.closest?.('[data-token]')?.dataset.token] ?? null);
part.text.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && hoverChip(event));
part.text.addEventListener('pointerleave', () => act.hover(null));
part.text.addEventListener('focusin', hoverChip);
part.text.addEventListener('focusout', () => act.hover(null));
part.text.addEventListener('keydown', (event) => {
  const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
  const at = Number(event.target.dataset.token);
  if (!step || !(at + step in chips)) return;
  event.preventDefault();
  chips[at].tabIndex = -1;
  chips[at + step].tabIndex = 0;
  chips[at + step].focus();
});
