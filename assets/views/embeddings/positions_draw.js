// The position vectors, part 1 of 2: heat maps of signed numbers, and the page around them.

/** Rows x columns of numbers from -limit to limit. */
class Table {
  constructor(values, rows, columns) {
    Object.assign(this, { values, rows, columns });
    this.limit = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  }

  at(row, column) {
    return this.values[row * this.columns + column];
  }
}

/** 511 colours from the most negative over zero to the most positive, as [r, g, b]. */
function divergingColors(stops) {
  const rgb = stops.map((stop) => [1, 3, 5].map((at) => parseInt(stop.slice(at, at + 2), 16)));
  return Array.from({ length: 511 }, (_, i) => {
    const [from, to] = i < 255 ? [rgb[1], rgb[0]] : [rgb[1], rgb[2]];
    const part = Math.abs(i - 255) / 255;
    return from.map((value, channel) => Math.round(value + (to[channel] - value) * part));
  });
}

/** The table, one pixel a number. */
function tableImage(table, colors) {
  const sheet = make('canvas', { width: table.columns, height: table.rows });
  const context = sheet.getContext('2d');
  const image = context.createImageData(table.columns, table.rows);
  table.values.forEach((value, i) => {
    const [r, g, b] = colors[255 + Math.round((255 * value) / table.limit)];
    image.data.set([r, g, b, 255], 4 * i);
  });
  context.putImageData(image, 0, 0);
  return sheet;
}

/** Where the table lies on a canvas `width` wide; square cells if `square`. */
function tableLayout(table, width, square) {
  const left = 34;
  const inner = Math.max(40, width - left - 2);
  const height = square ? Math.min(inner, 420) : Math.max(90, Math.min(360, table.rows * 8));
  return { left, top: 18, width: square ? height : inner, height, total: { width, height: height + 22 } };
}

function drawTable(canvas, table, layout, image, theme, cell, selected) {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(layout.total.width * ratio);
  canvas.height = Math.round(layout.total.height * ratio);
  canvas.style.width = `${layout.total.width}px`;
  canvas.style.height = `${layout.total.height}px`;
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.imageSmoothingEnabled = table.columns > layout.width * ratio || table.rows > layout.height * ratio;
  context.drawImage(image, layout.left, layout.top, layout.width, layout.height);
  drawEnds(context, table, layout, theme);
  outline(context, table, layout, theme.ink, selected, null);
  if (cell) outline(context, table, layout, theme.ink, cell.row, cell.column);
}

/** The first and the last number of rows and columns. */
function drawEnds(context, table, { left, top, width, height }, theme) {
  context.fillStyle = theme.faint;
  context.font = '11px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace';
  context.textAlign = 'right';
  context.textBaseline = 'top';
  context.fillText('0', left - 4, top);
  context.textBaseline = 'bottom';
  if (table.rows > 1) context.fillText(String(table.rows - 1), left - 4, top + height);
  context.fillText(String(table.columns - 1), left + width, top - 3);
  context.textAlign = 'left';
  context.fillText('0', left, top - 3);
}

function outline(context, table, { left, top, width, height }, color, row, column) {
  if (row === null || row >= table.rows) return;
  const [w, h] = [width / table.columns, height / table.rows];
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.strokeRect(left - 0.5, top + row * h - 0.5, width + 1, Math.max(2, h) + 1);
  if (column !== null) context.strokeRect(left + column * w - 0.5, top - 0.5, Math.max(2, w) + 1, height + 1);
}

/** The cell under (x, y), or null. */
function cellAt(table, { left, top, width, height }, x, y) {
  const [column, row] = [Math.floor(((x - left) / width) * table.columns), Math.floor(((y - top) / height) * table.rows)];
  return row >= 0 && column >= 0 && row < table.rows && column < table.columns ? { row, column } : null;
}

/** The empty page: one pane for the vectors, one for their cosines. */
function buildPage() {
  const part = {
    about: make('p', { className: 'position-about' }),
    vectors: buildPane('Position vectors', 'Rows are positions, columns are channels.'),
    similar: buildPane('How alike positions are', 'Cosine of every pair of position vectors.'),
    empty: make('p', { className: 'position-note', textContent: 'The position vectors are on their way.' }),
  };
  part.panes = make('div', { className: 'position-panes', hidden: true }, [part.vectors.box, part.similar.box]);
  part.root = make('section', { className: 'ngpl-vectors ngpl-positions', 'aria-label': 'positions' }, [make('h3', { textContent: 'Positions' }), part.about, part.panes, part.empty]);
  return part;
}

function buildPane(title, note) {
  const pane = {
    title: make('h4', { textContent: title }),
    note: make('p', { className: 'position-note', textContent: note }),
    canvas: make('canvas', { tabIndex: 0, role: 'application', 'aria-label': `${title}. Arrow keys move over the numbers.` }),
    readout: make('p', { className: 'position-readout', 'aria-live': 'polite', textContent: ' ' }),
    low: make('span'),
    high: make('span'),
  };
  const bar = make('span', { className: 'position-bar', 'aria-hidden': 'true' });
  const scale = make('p', { className: 'position-scale' }, [pane.low, bar, pane.high]);
  pane.box = make('div', { className: 'position-pane' }, [pane.title, pane.note, pane.canvas, pane.readout, scale]);
  return pane;
}
