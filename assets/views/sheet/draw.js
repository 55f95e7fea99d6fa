// The sheet, part 3 of 5: the canvases.

/** What is drawn with: colours of style.css, light or dark, and those of the scale as `rgb(...)` with the ink that reads on them. */
function readTheme(root, sheet, palette) {
  const style = getComputedStyle(root);
  const color = (name) => style.getPropertyValue(`--sheet-${name}`).trim();
  const { signed } = sheet.scale;
  const ramps = sheet.ramps[signed ? 'diverging' : palette] ?? Object.values(sheet.ramps)[0];
  const colors = colorsBetween(ramps[root.closest('.dark') ? 'dark' : 'light'], signed ? 511 : 256);
  return {
    ...{ ink: color('ink'), faint: color('faint'), paper: color('paper'), line: color('line') },
    colors: colors.map((rgb) => `rgb(${rgb.join(' ')})`),
    inks: colors.map((rgb) => (darkInk(rgb) ? '#000' : '#fff')),
  };
}

/** All cells and the labels above them on a canvas off the page. */
function sheetImage(sheet, layout, theme) {
  const canvas = document.createElement('canvas');
  const context = openCanvas(canvas, layout.total.width, layout.total.height);
  drawCells(context, sheet, layout, theme);
  drawHeader(context, sheet, layout, theme);
  return canvas;
}

function drawCells(context, sheet, layout, theme) {
  context.font = CELL_FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let row = 0; row < layout.rows; row++) {
    for (let column = 0; column < layout.columns; column++) {
      if (sheet.has({ row, column })) drawCell(context, sheet, layout, theme, { row, column });
    }
  }
}

function drawCell(context, sheet, layout, theme, cell) {
  const { x, y, width, height } = cellBox(layout, cell);
  const level = Math.round(shareOf(sheet.value(cell), sheet.scale) * (theme.colors.length - 1));
  context.fillStyle = theme.colors[level];
  context.fillRect(x, y, width, height);
  if (layout.framed) frame(context, { x, y, width, height }, theme.line, 0.5);
  const text = sheet.text(cell);
  if (!text) return;
  context.fillStyle = theme.inks[level];
  context.fillText(fitted(context, text, width - 5), x + width / 2, y + height / 2 + 0.5);
}

function frame(context, { x, y, width, height }, color, line) {
  context.strokeStyle = color;
  context.lineWidth = line;
  context.strokeRect(x, y, width, height);
}

function drawHeader(context, sheet, layout, theme) {
  for (let column = 0; column < layout.columns; column += layout.header.every) drawColumnLabel(context, layout, column, theme.faint);
  context.font = LABEL_FONT;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = theme.ink;
  if (sheet.column_title) context.fillText(`${sheet.column_title} →`, layout.left, TITLE / 2);
}

function drawColumnLabel(context, layout, column, color) {
  context.save();
  context.font = LABEL_FONT;
  context.fillStyle = color;
  context.translate(layout.left + (column + 0.5) * layout.width, layout.top - 5);
  if (layout.header.turned) context.rotate(-Math.PI / 2);
  context.textAlign = layout.header.turned ? 'left' : 'center';
  context.textBaseline = layout.header.turned ? 'middle' : 'alphabetic';
  context.fillText(layout.header.texts[column], 0, 0);
  context.restore();
}

/** One column's label in ink; those that it would touch step back. */
function raiseColumn(context, layout, theme, column) {
  const { half, height, every } = layout.header;
  context.clearRect(0, TITLE, layout.total.width, height - 1);
  for (let other = 0; other < layout.columns; other += every) {
    const apart = Math.abs(other - column) * layout.width;
    if (apart >= half(other) + half(column)) drawColumnLabel(context, layout, other, theme.faint);
  }
  drawColumnLabel(context, layout, column, theme.ink);
}

/** The labels of rows, in a canvas of their own that stays in sight; before `lit`, those that it would touch step back. */
function drawRows(canvas, sheet, layout, theme, lit) {
  const context = openCanvas(canvas, layout.gutter, layout.total.height);
  const write = (text, y, color) => {
    context.fillStyle = color;
    context.fillText(text, layout.gutter - 6, y);
  };
  context.font = LABEL_FONT;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  if (sheet.row_title) write(fitted(context, `${sheet.row_title} ↓`, layout.gutter - 8), layout.top - 9, theme.ink);
  const middle = (row) => layout.top + (row + 0.5) * layout.height;
  for (let row = 0; row < layout.rows; row += layout.every) {
    if (lit === null || Math.abs(row - lit) * layout.height >= SIZE + 2) write(layout.rowTexts[row], middle(row), theme.faint);
  }
  if (lit !== null) write(layout.rowTexts[lit], middle(lit), theme.ink);
}

/** The cells, with frames around the chosen one and the one pointed at, whose column is named. */
function drawSheet(canvas, layout, image, theme, chosen, pointed) {
  const context = openCanvas(canvas, layout.total.width, layout.total.height);
  context.drawImage(image, 0, 0, layout.total.width, layout.total.height);
  if (pointed) raiseColumn(context, layout, theme, pointed.column);
  for (const [cell, line] of [[pointed, 1.5], [chosen, 3]]) {
    if (!cell) continue;
    const box = cellBox(layout, cell);
    frame(context, box, theme.paper, line + 2);
    frame(context, box, theme.ink, line);
  }
}
