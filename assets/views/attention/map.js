// The attention picture: the large map, with its labels and crosshair.

/**
 * Where the large map stands, at most `most` pixels wide. Labels take what they need up to a quarter of the width; cells
 * are whole pixels if they can be.
 */
function mapLayout(maps, room, most) {
  const context = document.createElement('canvas').getContext('2d');
  const guess = (room * 0.8) / maps.tokens;
  const font = Math.round(Math.max(9, Math.min(13, guess * 0.8)));
  context.font = `${font}px ${MONO}`;
  const limit = Math.min(130, room * 0.25);
  const texts = maps.labels.map((label) => fitted(context, label, limit));
  const gutter = Math.ceil(Math.max(14, ...texts.map((text) => context.measureText(text).width))) + 8;
  const free = Math.min(room - gutter - 2, most);
  const fit = Math.min(free / maps.tokens, 56);
  const cell = fit >= 4 ? Math.floor(fit) : fit;
  const size = cell * maps.tokens;
  const every = Math.max(1, Math.ceil((font + 2) / cell));
  const top = Math.max(2, Math.ceil((font - cell) / 2) + 2);
  return { cell, size, font, gutter, top, texts, every, width: gutter + size + Math.ceil(cell < 6 ? cell : 2), height: top + size + gutter + 2 };
}

/** The cell under a point as {query, key}, or null above the diagonal and outside. */
function cellAt(maps, layout, x, y) {
  const key = Math.floor((x - layout.gutter) / layout.cell);
  const query = Math.floor((y - layout.top) / layout.cell);
  return key >= 0 && query < maps.tokens && key <= query ? { query, key } : null;
}

/** Labels of both axes on a canvas off the page, thinned so that they do not touch. */
function axesImage(maps, layout, theme) {
  const canvas = document.createElement('canvas');
  const context = openCanvas(canvas, layout.width, layout.height);
  for (let i = 0; i < maps.tokens; i += layout.every) {
    drawQueryLabel(context, layout, i, theme.faint);
    drawKeyLabel(context, layout, i, theme.faint);
  }
  return canvas;
}

function drawQueryLabel(context, layout, i, color) {
  context.font = `${layout.font}px ${MONO}`;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.fillStyle = color;
  context.fillText(layout.texts[i], layout.gutter - 6, layout.top + (i + 0.5) * layout.cell);
}

function drawKeyLabel(context, layout, i, color) {
  context.save();
  context.translate(layout.gutter + (i + 0.5) * layout.cell, layout.top + layout.size + 6);
  context.rotate(-Math.PI / 2);
  context.font = `${layout.font}px ${MONO}`;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  context.fillStyle = color;
  context.fillText(layout.texts[i], 0, 0);
  context.restore();
}

/** A label in front of its neighbours: they are wiped out where it stands. */
function raiseLabels(context, layout, theme, query, key) {
  const band = layout.font + 4;
  context.fillStyle = theme.paper;
  if (query !== null) {
    context.fillRect(0, layout.top + (query + 0.5) * layout.cell - band / 2, layout.gutter - 3, band);
    drawQueryLabel(context, layout, query, theme.look);
  }
  context.fillStyle = theme.paper;
  if (key !== null) {
    context.fillRect(layout.gutter + (key + 0.5) * layout.cell - band / 2, layout.top + layout.size + 3, band, layout.gutter);
    drawKeyLabel(context, layout, key, theme.looked);
  }
}

/** Thin lines between cells that are large enough for them. */
function drawLattice(context, maps, { cell, gutter, top, size }, theme) {
  if (cell < 10) return;
  context.strokeStyle = theme.paper;
  context.lineWidth = 1;
  context.beginPath();
  for (let at = cell; at < size; at += cell) {
    context.moveTo(gutter, top + at);
    context.lineTo(gutter + at + cell, top + at);
    context.moveTo(gutter + at, top + at - cell);
    context.lineTo(gutter + at, top + size);
  }
  context.stroke();
}

/** Frames: the row of a query (what it looks at), the column of a key (what looks at it), the cell where they meet. */
function drawCrosshair(context, maps, layout, theme, { query, key }) {
  const { cell, gutter, top, size } = layout;
  const frame = (color, x, y, w, h) => {
    context.strokeStyle = color;
    context.lineWidth = 1.5;
    context.strokeRect(gutter + x, top + y, w, h);
  };
  if (query !== null) frame(theme.look, 0, query * cell, (query + 1) * cell, cell);
  if (key !== null) frame(theme.looked, key * cell, key * cell, cell, size - key * cell);
  if (query !== null && key !== null) frame(theme.ink, key * cell, query * cell, cell, cell);
  raiseLabels(context, layout, theme, query, key);
}

/** The edge of the causal half: a staircase, or a line beside the diagonal where steps would cover it. */
function drawEdge(context, maps, { cell, gutter, top, size }, theme) {
  context.strokeStyle = theme.faint;
  context.lineWidth = 0.75;
  context.beginPath();
  context.moveTo(gutter, top);
  context.lineTo(gutter + cell, top);
  for (let i = 0; i < maps.tokens && cell >= 6; i++) {
    context.lineTo(gutter + (i + 1) * cell, top + i * cell);
    context.lineTo(gutter + (i + 1) * cell, top + (i + 1) * cell);
  }
  context.lineTo(gutter + size + (cell < 6 ? cell : 0), top + size);
  context.lineTo(gutter, top + size);
  context.closePath();
  context.stroke();
}

/** The large map's image: coarse, from the thumbnail, until its own weights are here; null if there is not even that. */
function mapImage(maps, choice, kept, pixels, theme) {
  if (kept.levels) return triangleImage(kept.levels, maps.tokens, pixels, theme);
  return choice.combine ? null : triangleImage(maps.thumbnail(...choice.heads[0]), maps.side, pixels, theme);
}

const hasNumbers = (layout) => layout?.cell >= 34;

/** Percentages in cells that are large enough for them. */
function drawNumbers(context, source, { levels, keeps }, { cell, gutter, top }, { colors }) {
  if (!hasNumbers({ cell }) || !levels) return;
  context.font = `${Math.min(14, cell * 0.34)}px ${MONO}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  for (let q = 0; q < source.tokens; q++) {
    for (let k = 0; k <= q; k++) {
      const rounded = Math.round(100 * source.weight(q, k));
      if (!rounded || !keeps(q, k)) continue;
      const pixel = colors[levels[(q * (q + 1)) / 2 + k]];
      context.fillStyle = darkInk([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]) ? '#000' : '#fff';
      context.fillText(String(rounded).replace('-', '−'), gutter + (k + 0.5) * cell, top + (q + 0.5) * cell);
    }
  }
}

/** The large map: the image, the axes, and the crosshair ({query, key}, each an index or null). */
function drawMap(canvas, maps, source, kept, layout, theme, axes, image, crosshair) {
  const context = openCanvas(canvas, layout.width, layout.height);
  context.drawImage(axes, 0, 0, layout.width, layout.height);
  if (image) context.drawImage(image, layout.gutter, layout.top, layout.size, layout.size);
  drawLattice(context, maps, layout, theme);
  drawNumbers(context, source, kept, layout, theme);
  drawEdge(context, maps, layout, theme);
  drawCrosshair(context, maps, layout, theme, crosshair);
}
