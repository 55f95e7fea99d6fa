// The sheet, part 5 of 5: what is chosen, and what the pointer and the keys do.
// In scope: element, trigger, props, watch (of gr.HTML, or of standalone.js).
// Props: value (a payload), select {row, column}, palette, forms (of files to take along), taken (Python's answer).
// Events: cell_select {row, column}; take {form, palette}.

const part = buildPage();
const state = {
  sheet: null,
  palette: props.palette ?? 'sea',
  chosen: null, // the cell that was clicked, or that Python named
  pointed: null, // the cell under the pointer or the keys
  quiet: false, // the card was sent away with Escape
};
let cache = {}; // layout, theme and image, until the sheet, the size, the colours or the theme change
let turn = 0;
const take = props.forms ? takeMenu(part.tools, trigger, props.forms, () => ({ palette: state.palette })) : null;

async function onValue() {
  const mine = ++turn;
  const sheet = props.value?.values ? await Sheet.from(props.value) : null;
  if (mine !== turn) return;
  Object.assign(state, { sheet, chosen: null, pointed: null });
  part.body.hidden = !sheet;
  part.empty.hidden = Boolean(sheet);
  hideCard();
  if (!sheet) return;
  write();
  onSelect();
}

function write() {
  const { sheet } = state;
  const size = `${sheet.rows.length} rows, ${sheet.columns.length} columns`;
  part.title.textContent = sheet.title;
  part.note.textContent = sheet.note;
  part.root.setAttribute('aria-label', sheet.title);
  part.cells.setAttribute('aria-label', `${sheet.title}. ${size}. Arrow keys move over the cells, Enter chooses one.`);
  part.table.setAttribute('aria-label', `${sheet.title}, as a table`);
  fillPalettes(part.palette, sheet, state.palette);
  if (!part.table.hidden) part.table.replaceChildren(buildTable(sheet));
}

function onSelect() {
  const cell = props.select;
  state.chosen = cell && state.sheet?.has(cell) ? { row: cell.row, column: cell.column } : null;
  refresh();
}

function setPalette(name) {
  state.palette = name;
  if (state.sheet) fillPalettes(part.palette, state.sheet, name);
  refresh();
}

// Drawing

function refresh() {
  cache = {};
  draw();
}

function prepare() {
  const { sheet, palette } = state;
  cache.theme ??= readTheme(part.root, sheet, palette);
  cache.layout ??= sheetLayout(sheet, part.body.clientWidth);
  if (cache.image) return;
  cache.image = sheetImage(sheet, cache.layout, cache.theme);
  fillBar(part.bar, sheet.scale, cache.theme.colors);
}

function draw() {
  if (!state.sheet || !part.root.clientWidth) return; // in a tab that is not shown: drawn when it gets a width
  const started = performance.now();
  const { sheet, chosen, pointed } = state;
  prepare();
  drawSheet(part.cells, cache.layout, cache.image, cache.theme, chosen, pointed);
  drawRows(part.rows, sheet, cache.layout, cache.theme, pointed?.row ?? null);
  const said = pointed ?? chosen;
  part.readout.textContent = sheet.empty ? 'There are no values in it.' : said ? sheet.sentence(said) : sheet.summary();
  part.bar.mark.hidden = !said;
  if (said) part.bar.mark.style.left = `${100 * shareOf(sheet.value(said), sheet.scale)}%`;
  const spell = (cell) => (cell ? `${cell.row},${cell.column}` : '');
  Object.assign(part.root.dataset, { chosen: spell(chosen), pointed: spell(pointed), drawn: (performance.now() - started).toFixed(1) });
}

const soon = onceAFrame(() => {
  draw();
  showCard();
});

function showCard() {
  if (!state.pointed || state.quiet || !cache.layout) return hideCard();
  fillCard(part.card, state.sheet, state.pointed);
  part.card.hidden = false;
  const [canvas, box] = [part.cells.getBoundingClientRect(), cellBox(cache.layout, state.pointed)];
  placeCard(part.card, part.root, { left: canvas.left + box.x, top: canvas.top + box.y, bottom: canvas.top + box.y + box.height });
}

function hideCard() {
  part.card.hidden = true;
}

// The pointer and the keys
const announce = later(200, () => (part.live.textContent = state.pointed ? state.sheet.sentence(state.pointed, true) : ''));

function point(cell) {
  if (cell?.row === state.pointed?.row && cell?.column === state.pointed?.column) return;
  Object.assign(state, { pointed: cell, quiet: false });
  soon();
}

function choose(cell) {
  state.chosen = cell;
  point(cell);
  draw();
  trigger('cell_select', { ...cell });
}

const under = (event) => (state.sheet ? cellAt(state.sheet, cache.layout, event.offsetX, event.offsetY) : null);

part.cells.addEventListener('pointermove', (event) => point(under(event)));
part.cells.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && point(null));
part.cells.addEventListener('blur', () => point(null));
part.cells.addEventListener('focus', () => {
  if (part.cells.matches(':focus-visible') && !state.pointed && walkable()) move(0, 0);
});
part.cells.addEventListener('click', (event) => {
  const cell = under(event);
  if (cell) choose(cell);
  else point(null);
});

const walkable = () => state.sheet && !state.sheet.empty;
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/** The next cell that there is, by steps of (rows, columns) from the one pointed at. */
function move(rows, columns) {
  const from = state.pointed ?? state.chosen ?? firstCell();
  let [cell, next] = [from, { row: from.row + rows, column: from.column + columns }];
  const inside = ({ row, column }) => row >= 0 && column >= 0 && row < cache.layout.rows && column < cache.layout.columns;
  while (inside(next) && !state.sheet.has(next)) next = { row: next.row + rows, column: next.column + columns };
  if (inside(next)) cell = next;
  goTo(cell);
}

const firstCell = () => cellsInOrder()[0];
const cellsInOrder = () => [...state.sheet.values.keys()].map((at) => ({ row: Math.floor(at / cache.layout.columns), column: at % cache.layout.columns })).filter((cell) => state.sheet.has(cell));

/** Home and End: the ends of the row, with Ctrl those of the sheet. */
function jump(last, whole) {
  const row = (state.pointed ?? state.chosen ?? firstCell()).row;
  const cells = cellsInOrder().filter((cell) => whole || cell.row === row);
  goTo(last ? cells.at(-1) : cells[0]);
}

function goTo(cell) {
  point(cell);
  scrollTo(cell);
  announce();
}

function scrollTo(cell) {
  const { x, width } = cellBox(cache.layout, cell);
  const [box, { gutter }] = [part.scroll, cache.layout];
  if (x < box.scrollLeft) box.scrollLeft = x - 2;
  if (x + width + gutter > box.scrollLeft + box.clientWidth) box.scrollLeft = x + width + gutter - box.clientWidth + 2;
}

part.cells.addEventListener('keydown', (event) => {
  if (!walkable()) return;
  const step = STEPS[event.key];
  if (step) move(...step);
  else if (event.key === 'Home' || event.key === 'End') jump(event.key === 'End', event.ctrlKey || event.metaKey);
  else if (event.key === 'Enter' || event.key === ' ') choose(state.pointed ?? firstCell());
  else return;
  event.preventDefault();
});

part.root.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || part.card.hidden) return;
  state.quiet = true;
  hideCard();
});

part.palette.addEventListener('change', () => setPalette(part.palette.value));
part.toggle.addEventListener('click', () => {
  const shown = part.table.hidden;
  part.table.replaceChildren(...(shown && state.sheet ? [buildTable(state.sheet)] : []));
  part.table.hidden = !shown;
  part.scroll.hidden = shown;
  part.toggle.setAttribute('aria-pressed', String(shown));
  refresh();
});

// The page around it

(element.firstElementChild ?? element).replaceChildren(part.root);
element.scene = () => state.sheet && { value: props.value, select: state.chosen, palette: state.palette };
new ResizeObserver(later(30, refresh)).observe(part.root);
new MutationObserver(refresh).observe(document.body, { attributeFilter: ['class'] });
function onSharpness() {
  refresh();
  window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener('change', onSharpness, { once: true });
}
onSharpness();
watch('value', onValue);
watch('select', onSelect);
watch('palette', () => setPalette(props.palette));
watch('taken', () => take?.taken(props.taken));
onValue();
