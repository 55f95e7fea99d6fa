// The attention picture, part 5 of 5: what is chosen, and what the pointer and the keys do.
// In scope: element, trigger, props, watch (of gr.HTML, or of standalone.js).

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

const part = buildPage();
const state = {
  maps: null,
  chosen: { layer: 0, head: 0 },
  pinned: null, // the token that stays shaded
  pointed: null, // {query, key} under the pointer or the focus
  hovered: null, // {layer, head} of the thumbnail under the pointer
  scale: 'sqrt',
};
let chips = [];
let cache = {}; // layouts, theme and images, until text, size, scale or theme change
let turn = 0;

const clamp = (value, count) => Math.max(0, Math.min(count - 1, value));

// What Python is told and what it says

function later(delay, act) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), delay);
  };
}

const tellHead = later(80, () => {
  trigger('head_select', { ...state.chosen });
  askAgain(); // an answer that crossed a change of the text was for the other text
});
const askAgain = later(2000, () => {
  if (state.maps && !state.maps.isExact(state.chosen.layer, state.chosen.head)) tellHead();
});
const tellToken = later(80, () => trigger('token_select', { token: state.pinned }));
const announce = later(250, (describe) => (part.live.textContent = describe()));

async function onValue() {
  const mine = ++turn;
  const payload = props.value;
  const maps = payload && payload.weights ? await Maps.from(payload) : null;
  if (mine !== turn) return;
  const same = maps && maps.key === state.maps?.key; // heads are chosen here alone, so a late message undoes no choice
  if (same) maps.exact = new Map([...state.maps.exact, ...maps.exact]);
  else state.pointed = state.hovered = null;
  state.maps = maps;
  part.body.hidden = !maps;
  part.empty.hidden = Boolean(maps);
  if (!maps) return;
  if (!same) state.chosen = { layer: payload.layer, head: payload.head };
  state.pinned = payload.token ?? null;
  part.badge.hidden = !maps.implied;
  part.gridNote.textContent = gridNote(maps);
  chips = buildChips(part.chips, maps);
  refresh();
}

async function onExact() {
  if (!state.maps || !props.exact) return;
  await state.maps.learn(props.exact);
  draw();
}

function onSelect() {
  const { layer, head, token } = props.select || {};
  if (!state.maps || !props.select) return;
  if (token !== undefined) state.pinned = token === null ? null : clamp(token, state.maps.tokens);
  chooseHead(layer ?? state.chosen.layer, head ?? state.chosen.head, false);
}

function gridNote(maps) {
  const shared = maps.group > 1 ? ` Heads under one bar share keys and values.` : '';
  return `Every head of every layer: L layer, H head, counted from 0.${shared}`;
}

// What is chosen

function chooseHead(layer, head, told = true) {
  const { maps } = state;
  state.chosen = { layer: clamp(layer, maps.layers), head: clamp(head, maps.heads) };
  cache.image = null;
  draw();
  scrollToHead();
  if (told || !maps.isExact(state.chosen.layer, state.chosen.head)) tellHead();
  if (told) announce(sentence);
}

function pin(token) {
  state.pinned = token;
  state.pointed = null;
  draw();
  tellToken();
  announce(sentence);
}

function point(cell) {
  if (cell?.query === state.pointed?.query && cell?.key === state.pointed?.key) return;
  state.pointed = cell;
  soon();
}

const focusToken = () => state.pointed?.query ?? state.pinned;
const crosshair = () => state.pointed ?? { query: state.pinned, key: state.pinned };

function sentence() {
  const { maps, chosen } = state;
  const token = focusToken();
  if (token !== null) return describeToken(maps, chosen, token);
  return `layer ${chosen.layer} head ${chosen.head}. Point at a token or tap it to see where it looks.`;
}

// Drawing

function refresh() {
  cache = {};
  part.root.classList.toggle('wide', part.root.clientWidth >= 820);
  draw();
}

let planned = false;
function soon() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    draw();
  });
}

function prepare() {
  const { maps, scale, chosen } = state;
  cache.theme ??= readTheme(part.root, maps.ramps, scale);
  cache.grid ??= gridLayout(maps, part.grid.parentElement.parentElement.clientWidth);
  cache.thumbs ??= gridImage(maps, cache.grid, cache.theme);
  cache.map ??= mapLayout(maps, part.map.parentElement.clientWidth);
  cache.axes ??= axesImage(maps, cache.map, cache.theme);
  const pixels = Math.round(cache.map.size * (window.devicePixelRatio || 1));
  cache.image ??= headImage(maps, chosen.layer, chosen.head, pixels, cache.theme.colors);
}

function draw() {
  if (!state.maps || !part.root.clientWidth) return; // in a tab that is not shown: drawn when it gets a width
  const started = performance.now();
  prepare();
  const { maps, chosen, scale } = state;
  const exact = maps.isExact(chosen.layer, chosen.head);
  drawGrid(part.grid, cache.grid, cache.thumbs, cache.theme, chosen, state.hovered);
  drawMap(part.map, maps, cache.map, cache.theme, cache.axes, cache.image, crosshair());
  drawScale(part.bar, cache.theme, scale);
  shadeChips(chips, maps, chosen, focusToken(), crosshair().key, scale, state.pinned);
  write(exact);
  Object.assign(part.root.dataset, { head: `${chosen.layer},${chosen.head}`, exact, drawn: (performance.now() - started).toFixed(1) });
}

function write(exact) {
  const { maps, chosen, scale } = state;
  const cell = crosshair();
  part.title.textContent = `Layer ${chosen.layer} · head ${chosen.head}`;
  part.sentence.textContent = sentence();
  part.readout.textContent = cell.query === null ? ' ' : describeCell(maps, chosen, cell);
  part.readout.title = exact ? '' : '≈: from the 8-bit picture; the exact number is on its way';
  part.sqrt.setAttribute('aria-pressed', String(scale === 'sqrt'));
  part.linear.setAttribute('aria-pressed', String(scale === 'linear'));
}

function scrollToHead() {
  const box = part.grid.parentElement;
  const x = cache.grid ? cache.grid.x(state.chosen.head) : 0;
  if (x < box.scrollLeft + GRID.left) box.scrollLeft = x - GRID.left;
  if (cache.grid && x + cache.grid.step > box.scrollLeft + box.clientWidth) box.scrollLeft = x + cache.grid.step - box.clientWidth;
}

// The pointer and the keys

const over = (event, act) => act(event.offsetX, event.offsetY);
const headUnder = (event) => over(event, (x, y) => headAt(state.maps, cache.grid, x, y));
const cellUnder = (event) => over(event, (x, y) => cellAt(state.maps, cache.map, x, y));

function hoverHead(head) {
  if (head?.layer === state.hovered?.layer && head?.head === state.hovered?.head) return;
  state.hovered = head;
  part.gridNote.textContent = head ? `layer ${head.layer} head ${head.head}` : gridNote(state.maps);
  part.grid.style.cursor = head ? 'pointer' : '';
  soon();
}

part.grid.addEventListener('pointermove', (event) => hoverHead(headUnder(event)));
part.grid.addEventListener('pointerleave', () => hoverHead(null));
part.grid.addEventListener('click', (event) => {
  const head = headUnder(event);
  if (head) chooseHead(head.layer, head.head);
});
part.grid.addEventListener('keydown', (event) => {
  const step = ARROWS[event.key];
  if (!step) return;
  event.preventDefault();
  chooseHead(state.chosen.layer + step[0], state.chosen.head + step[1]);
});

part.map.addEventListener('pointermove', (event) => point(cellUnder(event)));
part.map.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && point(null));
part.map.addEventListener('blur', () => point(null));
part.map.addEventListener('click', (event) => {
  const cell = cellUnder(event);
  if (!cell) return;
  pin(cell.query);
  point(cell);
});
part.map.addEventListener('keydown', (event) => {
  const step = ARROWS[event.key];
  const last = state.maps.tokens - 1;
  const from = state.pointed ?? { query: state.pinned ?? last, key: state.pinned ?? last };
  if (event.key === 'Enter') pin(from.query);
  if (!step) return;
  event.preventDefault();
  const query = clamp(from.query + step[0], state.maps.tokens);
  point({ query, key: clamp(from.key + step[1], query + 1) });
  announce(() => part.readout.textContent);
});

const tokenOf = (event) => (event.target.dataset.token === undefined ? null : Number(event.target.dataset.token));

function pointToken(event) {
  const token = tokenOf(event);
  point(token === null ? null : { query: token, key: token });
}

part.chips.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && pointToken(event));
part.chips.addEventListener('pointerleave', () => point(null));
part.chips.addEventListener('focusin', (event) => {
  if (!event.target.matches(':focus-visible')) return;
  pointToken(event);
  announce(sentence);
});
part.chips.addEventListener('focusout', () => point(null));
part.chips.addEventListener('click', (event) => {
  const token = tokenOf(event);
  if (token !== null) pin(token === state.pinned ? null : token);
});
part.chips.addEventListener('keydown', (event) => {
  const step = ARROWS[event.key];
  const token = tokenOf(event);
  if (!step || token === null) return;
  event.preventDefault();
  const next = clamp(token + step[0] + step[1], chips.length);
  chips[token].tabIndex = -1;
  chips[next].tabIndex = 0;
  chips[next].focus();
});

part.root.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && state.maps) pin(null);
});

function setScale(scale) {
  state.scale = scale;
  if (state.maps) refresh();
}
part.sqrt.addEventListener('click', () => setScale('sqrt'));
part.linear.addEventListener('click', () => setScale('linear'));

// The page around it

(element.firstElementChild ?? element).replaceChildren(part.root);
new ResizeObserver(later(30, () => state.maps && refresh())).observe(part.root);
const repaint = () => state.maps && refresh();
new MutationObserver(repaint).observe(document.body, { attributeFilter: ['class'] });
watch('value', onValue);
watch('exact', onExact);
watch('select', onSelect);
onValue();
