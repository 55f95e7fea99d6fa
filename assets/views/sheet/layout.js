// The sheet, part 2 of 5: where everything stands.

const SIZE = 12; // of labels, in CSS pixels; texts in cells are one smaller
const TITLE = 20; // height of the line with the titles of rows and columns
const CELL_FONT = `${SIZE - 1}px ${MONO}`;
const LABEL_FONT = `${SIZE}px ${MONO}`;

/** How wide and high cells are, and where labels go, in a box `room` wide. */
function sheetLayout(sheet, room) {
  const context = document.createElement('canvas').getContext('2d');
  context.font = LABEL_FONT;
  const gutter = gutterWidth(context, sheet, room);
  const { width, height } = cellSize(sheet, context, room - gutter - 2);
  const header = headerOf(context, sheet.columns, width, room < 480 ? 90 : 120);
  const top = TITLE + header.height;
  const [columns, rows] = [sheet.columns.length, sheet.rows.length];
  const [left, right] = [0, columns - 1].map((at) => Math.ceil(Math.max(1, header.half(at) - width / 2))); // labels at the ends
  return {
    ...{ gutter, width, height, left, top, header, columns, rows },
    rowTexts: sheet.rows.map((label) => fitted(context, label, gutter - 8)),
    every: Math.ceil((SIZE + 2) / height),
    total: { width: left + Math.ceil(width * columns) + right, height: Math.ceil(top + height * rows) + 2 },
    framed: Math.min(width, height) >= 12,
  };
}

function gutterWidth(context, sheet, room) {
  const texts = [...sheet.rows, `${sheet.row_title} ↓`];
  const widest = Math.max(...texts.map((text) => context.measureText(text).width));
  return Math.ceil(Math.min(Math.max(20, widest), 170, Math.max(96, room * 0.26))) + 8;
}

/** Cells take the room there is; with texts never less than a few letters, without them never less than a dot. */
function cellSize(sheet, context, room) {
  const [rows, columns] = [sheet.rows.length, Math.max(1, sheet.columns.length)];
  context.font = CELL_FONT;
  const widest = Math.max(0, ...sheet.texts.flat().map((text) => context.measureText(text).width));
  context.font = LABEL_FONT;
  const large = Math.min(64, Math.max(28, 520 / Math.max(1, rows)));
  const [least, most] = widest ? [Math.min(46, Math.max(30, widest + 8)), Math.max(44, Math.min(130, widest + 14))] : [5, large];
  const fit = Math.max(least, Math.min(most, room / columns));
  const width = fit >= 8 ? Math.floor(fit) : fit;
  return { width, height: widest ? 26 : Math.max(width, Math.min(24, 480 / Math.max(1, rows))) };
}

/** Labels of columns stand upright if they fit or are short, else they are turned; thinned where they would touch. */
function headerOf(context, labels, width, longest) {
  const widths = labels.map((label) => context.measureText(label).width);
  const widest = Math.max(0, ...widths);
  const turned = widest > Math.max(width - 6, 30);
  const limit = turned ? longest : Infinity;
  const texts = labels.map((label) => fitted(context, label, limit));
  return {
    ...{ turned, texts },
    half: (at) => (turned ? SIZE / 2 : (widths[at] ?? 0) / 2) + 2, // of a label, along the row of labels
    height: turned ? Math.ceil(Math.min(widest, limit)) + 8 : SIZE + 8,
    every: Math.max(1, Math.ceil((turned ? SIZE + 2 : widest + 6) / width)),
  };
}

/** The cell under a point of the cells' canvas, or null. */
function cellAt(sheet, layout, x, y) {
  const cell = { row: Math.floor((y - layout.top) / layout.height), column: Math.floor((x - layout.left) / layout.width) };
  return sheet.has(cell) ? cell : null;
}

/** The rectangle of a cell on the cells' canvas, on whole pixels of the screen. */
function cellBox(layout, { row, column }) {
  const ratio = window.devicePixelRatio || 1;
  const snap = (value) => Math.round(value * ratio) / ratio;
  const [x, y] = [snap(layout.left + column * layout.width), snap(layout.top + row * layout.height)];
  return { x, y, width: snap(layout.left + (column + 1) * layout.width) - x, height: snap(layout.top + (row + 1) * layout.height) - y };
}
