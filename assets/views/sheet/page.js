// The sheet, part 4 of 5: the page around the canvases, and the table that says the same in text.

const TABLE_CELLS = 2400; // more than that nobody reads, and the browser takes its time

/** The empty page: {root, title, note, ...}. */
function buildPage() {
  const part = {
    title: make('h3', { className: 'sheet-title' }),
    note: make('p', { className: 'sheet-note' }),
    palette: make('select', { 'aria-label': 'colours' }),
    toggle: make('button', { type: 'button', className: 'ngpl-button', textContent: 'Show as table', 'aria-pressed': 'false' }),
    rows: make('canvas', { className: 'sheet-rows', 'aria-hidden': 'true' }),
    cells: make('canvas', { className: 'sheet-cells', tabIndex: 0, role: 'application' }),
    card: make('div', { className: 'sheet-card', role: 'tooltip', hidden: true }),
    table: make('div', { className: 'sheet-table', tabIndex: 0, role: 'region', hidden: true }),
    readout: make('p', { className: 'sheet-readout', dir: 'auto' }),
    bar: buildBar(),
    live: make('p', { className: 'sheet-live', 'aria-live': 'polite' }),
    empty: make('p', { className: 'sheet-empty', textContent: 'There is nothing to show yet.' }),
  };
  part.tools = make('div', { className: 'sheet-tools' }, [part.palette, part.toggle]);
  part.scroll = make('div', { className: 'sheet-scroll' }, [part.rows, part.cells]);
  part.body = make('div', { hidden: true }, [
    make('div', { className: 'sheet-head' }, [part.title, part.tools]),
    ...[part.note, part.scroll, part.table, part.bar.box, part.readout],
  ]);
  part.root = make('section', { className: 'ngpl-sheet' }, [part.body, part.empty, part.card, part.live]);
  return part;
}

/** The bar of colours, its name and its marks. */
function buildBar() {
  const bar = { name: make('span'), ramp: make('div', { className: 'sheet-ramp' }), ticks: make('div', { className: 'sheet-ticks' }), mark: make('i', { hidden: true }) };
  bar.ramp.append(bar.mark);
  bar.box = make('div', { className: 'sheet-bar', role: 'img' }, [bar.name, make('div', {}, [bar.ramp, bar.ticks])]);
  return bar;
}

function fillBar(bar, scale, colors) {
  bar.name.textContent = scale.title;
  bar.ramp.style.backgroundImage = `linear-gradient(to right, ${colors.filter((_, i) => i % 15 === 0).join(', ')})`;
  bar.ticks.replaceChildren(
    ...scale.ticks.map(([share, text]) => {
      const tick = make('span', { textContent: text });
      tick.style.left = `${100 * share}%`;
      return tick;
    }),
  );
  const ends = [scale.ticks[0][1], scale.ticks.at(-1)[1]];
  bar.box.setAttribute('aria-label', `colours: ${scale.title} from ${ends[0]} to ${ends[1]}`);
}

/** The choice of colours; none for signed values, which have one scale of their own. */
function fillPalettes(select, sheet, chosen) {
  select.replaceChildren(...Object.keys(sheet.ramps).map((name) => make('option', { value: name, textContent: `${name} colours` })));
  select.value = sheet.ramps[chosen] ? chosen : Object.keys(sheet.ramps)[0];
  select.hidden = sheet.scale.signed;
}

/** What is told about a cell: where it is, its value and text, and the card's own lines. */
function fillCard(card, sheet, cell) {
  const line = ([name, text]) => make('div', {}, [make('span', { textContent: name }), make('b', { textContent: text, dir: 'auto' })]);
  const text = sheet.word(cell);
  const more = sheet.card(cell);
  const lines = [[sheet.scale.name, sheet.amount(cell)], ...(text && !more.length ? [['text', text]] : []), ...more];
  card.replaceChildren(make('p', { textContent: sheet.where(cell), dir: 'auto' }), ...lines.map(line));
}

/** Beside the cell, inside of `root`, and inside of the window if it can be. */
function placeCard(card, root, at) {
  const box = root.getBoundingClientRect();
  const left = Math.max(0, Math.min(at.left - box.left, root.clientWidth - card.offsetWidth));
  const below = at.bottom + card.offsetHeight + 10 < window.innerHeight || at.top < card.offsetHeight + 10;
  card.style.left = `${left}px`;
  card.style.top = `${below ? at.bottom - box.top + 6 : at.top - box.top - card.offsetHeight - 6}px`;
}

/** The sheet as a real table, its first rows and columns if it is large. */
function buildTable(sheet) {
  const rows = Math.min(sheet.rows.length, 200);
  const columns = Math.min(sheet.columns.length, Math.max(1, Math.floor(TABLE_CELLS / Math.max(1, rows))));
  const head = (text, scope) => make('th', { scope, textContent: text, dir: 'auto' });
  const titles = [sheet.row_title, sheet.column_title].filter(Boolean).join(' / ');
  const top = make('tr', {}, [make('td', { textContent: titles }), ...sheet.columns.slice(0, columns).map((label) => head(label, 'col'))]);
  const body = sheet.rows.slice(0, rows).map((label, row) =>
    make('tr', {}, [head(label, 'row'), ...Array.from({ length: columns }, (_, column) => make('td', { textContent: spelled(sheet, { row, column }), dir: 'auto' }))]),
  );
  const cut = rows < sheet.rows.length || columns < sheet.columns.length;
  const note = cut ? ` The first ${rows} of ${sheet.rows.length} rows and ${columns} of ${sheet.columns.length} columns; the CSV file has all.` : '';
  const caption = make('caption', { textContent: `${sheet.title}. Values: ${sheet.scale.title}.${note}` });
  return make('table', {}, [caption, make('thead', {}, [top]), make('tbody', {}, body)]);
}

function spelled(sheet, cell) {
  return sheet.has(cell) ? [sheet.word(cell), sheet.amount(cell)].filter(Boolean).join('  ') : '';
}
