// Inside a head, part 3 of 5: a stage as a table whose cells are coloured.

const GUTTER = 90; // pixels of the labels of rows
const READABLE = 32; // pixels of a cell that a number needs
const WIDEST = { all: 46, one: 76 };

/** Few characters for a cell; weights in percent. */
function brief(value, { unit }) {
  if (Number.isNaN(value)) return '';
  const shown = unit === '%' ? 100 * value : value;
  const size = Math.abs(shown);
  const text = size >= 9.95 || shown === 0 ? Math.round(shown) : size >= 0.995 ? shown.toFixed(1) : shown.toFixed(2);
  return String(text).replace('-', '−');
}

/** The colours of a scale: [background, ink] of a value. */
function painter(a, palette, dark) {
  const inked = (stops, count) => colorsBetween(stops[dark ? 'dark' : 'light'], count).map((rgb) => [`rgb(${rgb.join(' ')})`, darkInk(rgb) ? '#000' : '#fff']);
  const ramps = { plain: inked(a.palettes[palette], 256), signed: inked(a.diverging, 511) };
  return (value, scale) => {
    const colors = scale.signed ? ramps.signed : ramps.plain;
    return colors[Math.round(shareOf(value, scale) * (colors.length - 1))];
  };
}

/** How wide cells are in `room` pixels, and whether numbers fit. */
function cellSize(room, columns, mode) {
  const width = Math.max(8, Math.min(WIDEST[mode], Math.floor((room - GUTTER) / columns)));
  return { width, total: GUTTER + columns * width, numbers: width >= READABLE, font: Math.max(10, Math.min(15, width / 3.5)) };
}

/** The table of a stage: `rows` and `columns` are the indices shown. */
function matrix(a, stage, { rows, columns }, paint) {
  const tokens = stage.kind === 'token';
  const side = sideOf(stage);
  const name = (column) => (tokens ? `${column} ${a.labels[column]}` : stage.columns[column]);
  const corner = make('td', { className: 'anatomy-corner', textContent: `${side} ↓ ${tokens ? 'key' : stage.kind} →` });
  const head = make('tr', {}, [corner, ...columns.map((column) => header('col', name(column), { column }))]);
  const body = rows.map((row) => make('tr', {}, [header('row', `${row} ${a.labels[row]}`, { row }), ...columns.map((column) => cell(stage, row, column, paint))]));
  return make('table', { role: 'grid', 'aria-label': `${titleOf(stage)}: rows are tokens, columns ${tokens ? 'keys' : `${stage.kind}s`}` }, [make('thead', {}, [head]), make('tbody', {}, body)]);
}

function header(scope, text, at) {
  const node = make('th', { scope, title: text }, [make('span', { textContent: text, dir: 'auto' })]);
  Object.assign(node.dataset, at);
  return node;
}

function cell(stage, row, column, paint) {
  const value = stage.values[row * stage.width + column];
  const node = make('td', { textContent: brief(value, stage.scale), tabIndex: -1 });
  Object.assign(node.dataset, { row, column });
  if (Number.isNaN(value)) node.className = 'hidden';
  else [node.style.background, node.style.color] = paint(value, stage.scale);
  return node;
}

/** Shows which cell of a table the chosen query, key and channel are. */
function markChosen(table, row, column) {
  for (const node of table.querySelectorAll('.lit')) node.classList.remove('lit');
  for (const node of table.querySelectorAll(`[data-row="${row}"], th[data-column="${column}"]`)) node.classList.add('lit');
  choosable(table.querySelector('[aria-selected]'), false);
  choosable(table.querySelector(`td[data-row="${row}"][data-column="${column}"]`), true);
}

function choosable(node, chosen) {
  if (!node) return;
  if (chosen) node.setAttribute('aria-selected', 'true');
  else node.removeAttribute('aria-selected');
  node.tabIndex = chosen ? 0 : -1;
}
