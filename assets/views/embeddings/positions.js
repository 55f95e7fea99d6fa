// The position vectors, part 2 of 2: what is shown, and what the pointer and the keys do.
// In scope: element, trigger, props, watch (of gr.HTML). Props: value (the vectors, once a model), text.

const part = buildPage();
const TABLE_CELLS = 1600; // more than that nobody reads
const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
let turn = 0;
let rotated = false;
let views = []; // one a pane: {pane, table, square, cell, describe, layout, image}
let theme = null;

async function onValue() {
  const mine = ++turn;
  const value = props.value;
  const found = value?.vectors ? await Promise.all([unpack(value.vectors), unpack(value.similarity)]) : null;
  if (mine !== turn) return;
  part.about.textContent = value?.about ?? '';
  part.empty.hidden = Boolean(value?.about);
  part.panes.hidden = !found;
  rotated = Boolean(value?.rotated);
  views = found ? viewsOf(found, value.vectors.shape[0], value.vectors.shape[1]) : [];
  part.vectors.title.textContent = rotated ? 'Cosines and sines of the angles' : 'Position vectors';
  part.similar.note.textContent = rotated
    ? 'Cosine of one vector turned to two positions. It depends on their distance alone.'
    : 'Cosine of every pair of position vectors.';
  measure();
  views.forEach(({ pane }) => pane.numbers.fill());
}

function viewsOf([vectors, similarity], n, width) {
  const position = (at) => `position ${at}`;
  const channel = (at) => (!rotated ? `channel ${at}` : at < width / 2 ? `cosine of pair ${at}` : `sine of pair ${at - width / 2}`);
  const describe = ({ row, column }, value) => `position ${row}${tokenAt(row)}, ${channel(column)}: ${signed(value, 4)}`;
  const compare = ({ row, column }, value) => `positions ${row}${tokenAt(row)} and ${column}${tokenAt(column)}: cosine ${signed(value, 3)}`;
  const [first, second] = [new Table(vectors, n, width), new Table(similarity, n, n)];
  return [
    { pane: part.vectors, table: first, said: summary(first), square: false, cell: null, describe, name: channel },
    { pane: part.similar, table: second, said: summary(second), square: true, cell: null, describe: compare, name: position },
  ];
}

/** "64 rows, 32 columns, from −1.00 to 1.00.": where nothing is pointed at. */
function summary({ rows, columns, values }) {
  const [low, high] = [Math.min, Math.max].map((end) => values.reduce((a, b) => end(a, b)));
  return `${rows} rows, ${columns} columns, from ${signed(low, 2)} to ${signed(high, 2)}.`;
}

/** The first rows and columns as a table: the positions of the text, but 8 at least. */
function numbersTable({ table, name }) {
  const rows = Math.min(table.rows, Math.max(8, Math.min(32, props.text?.labels?.length ?? 0)));
  const columns = Math.min(table.columns, Math.floor(TABLE_CELLS / rows));
  const head = [`position (${rows} of ${table.rows})`, ...Array.from({ length: columns }, (_, at) => name(at))];
  return tableNode(head, Array.from({ length: rows }, (_, row) => [`${row}${tokenAt(row)}`, ...Array.from({ length: columns }, (_, at) => signed(table.at(row, at), 3))]));
}

/** " “·cat”": the token of the text at a position, if there is one. */
function tokenAt(position) {
  const label = props.text?.key === props.value?.key ? props.text?.labels?.[position] : undefined;
  return label === undefined ? '' : ` “${visible(label)}”`;
}

const signed = (value, digits) => value.toFixed(digits).replace('-', '−');

// Drawing

function readTheme() {
  const style = getComputedStyle(part.root);
  const color = (name) => style.getPropertyValue(`--position-${name}`).trim();
  return { ink: color('ink'), faint: color('faint'), colors: divergingColors([color('minus'), color('zero'), color('plus')]) };
}

function measure() {
  if (!views.length || !part.root.clientWidth) return; // in a tab that is not shown: drawn when it gets a width
  part.root.classList.toggle('wide', part.root.clientWidth >= 860);
  theme = readTheme();
  for (const view of views) {
    view.layout = tableLayout(view.table, view.pane.box.clientWidth, view.square);
    view.image = tableImage(view.table, theme.colors);
    view.pane.low.textContent = signed(-view.table.limit, 2);
    view.pane.high.textContent = signed(view.table.limit, 2);
    draw(view);
  }
  part.root.dataset.drawn = String(views.length);
}

function draw(view) {
  if (!view.layout) return;
  const selected = props.text?.token ?? null;
  drawTable(view.pane.canvas, view.table, view.layout, view.image, theme, view.cell, selected);
  view.pane.readout.textContent = view.cell ? view.describe(view.cell, view.table.at(view.cell.row, view.cell.column)) : view.said;
}

function point(view, cell) {
  if (cell?.row === view.cell?.row && cell?.column === view.cell?.column) return;
  view.cell = cell;
  draw(view);
}

// The pointer and the keys

function move(view, event) {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const clamp = (value, count) => Math.max(0, Math.min(count - 1, value));
  const { row, column } = view.cell ?? { row: 0, column: 0 };
  point(view, view.cell ? { row: clamp(row + step[0], view.table.rows), column: clamp(column + step[1], view.table.columns) } : { row, column });
}

[part.vectors, part.similar].forEach((pane, at) => {
  pane.numbers = foldedTable(`${pane.title.textContent}, as a table`, () => numbersTable(views[at]));
  pane.box.append(pane.numbers.node);
  const under = (event) => views[at] && point(views[at], cellAt(views[at].table, views[at].layout, event.offsetX, event.offsetY));
  pane.canvas.addEventListener('pointermove', under);
  pane.canvas.addEventListener('pointerdown', under);
  pane.canvas.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && views[at] && point(views[at], null));
  pane.canvas.addEventListener('blur', () => views[at] && point(views[at], null));
  pane.canvas.addEventListener('keydown', (event) => views[at] && move(views[at], event));
});

// The page around it

element.replaceChildren(part.root);
new ResizeObserver(() => measure()).observe(part.root);
new MutationObserver(() => measure()).observe(document.body, { attributeFilter: ['class'] });
watch('value', onValue);
watch('text', () => {
  views.forEach(draw);
  views.forEach(({ pane }) => pane.numbers.fill());
});
onValue();
