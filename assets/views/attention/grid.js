// The attention picture: the heads as thumbnails, in their places or in an order.

const GRID = { left: 30, top: 22, gap: 4, groupGap: 8, caption: 15 };

/**
 * Where the thumbnails stand: {cells: [{layer, head, x, y, caption, dim}], step, cell, columns, width, height, placed}.
 * `order` is null for a row a layer, else the heads in order, [{layer, head, caption}].
 */
function gridLayout(maps, room, order) {
  return order ? listLayout(order, room, maps) : placeLayout(maps, room);
}

/** At most as wide as there is room, never too small to hit with a finger. */
function placeLayout(maps, room) {
  const groups = maps.group > 1 ? maps.heads / maps.group - 1 : 0;
  const free = room - GRID.left - groups * GRID.groupGap - 2;
  const fit = Math.min(free / maps.heads, Math.max(44, 560 / maps.layers), 150);
  const step = Math.max(24, Math.floor(fit));
  const x = (head) => GRID.left + head * step + (maps.group > 1 ? Math.floor(head / maps.group) * GRID.groupGap : 0);
  const y = (layer) => GRID.top + layer * step;
  const cells = headsOf(maps).map(({ layer, head }) => ({ layer, head, x: x(head), y: y(layer), caption: '' }));
  return { cells, step, cell: step - GRID.gap, columns: maps.heads, width: x(maps.heads - 1) + step, height: y(maps.layers), placed: true };
}

function listLayout(order, room, maps) {
  const step = Math.max(66, Math.min(110, Math.floor(room / maps.heads)));
  const columns = Math.max(1, Math.floor((room - 2) / step));
  const cell = step - GRID.gap - 2;
  const rise = step + GRID.caption;
  const cells = order.map((entry, i) => ({ ...entry, x: 2 + (i % columns) * step, y: 2 + Math.floor(i / columns) * rise }));
  return { cells, step, cell, columns, width: Math.min(order.length, columns) * step, height: 4 + Math.ceil(order.length / columns) * rise, placed: false };
}

function headsOf(maps) {
  return Array.from({ length: maps.layers * maps.heads }, (_, i) => ({ layer: Math.floor(i / maps.heads), head: i % maps.heads }));
}

/** What is under a point: {layer, head}, only {layer} on a layer's label, or null. */
function headAt(layout, x, y) {
  const inside = (at, start) => at >= start && at < start + layout.step;
  const row = layout.cells.filter((cell) => inside(y, cell.y));
  const found = row.find((cell) => inside(x, cell.x));
  if (found) return { layer: found.layer, head: found.head };
  return layout.placed && x < GRID.left && row.length ? { layer: row[0].layer } : null;
}

/** The head `[down, across]` steps away from one; its neighbour in the order where heads are in one. */
function headBeside(layout, maps, { layer, head }, [down, across]) {
  if (layout.placed) return { layer: clamp(layer + down, maps.layers), head: clamp(head + across, maps.heads) };
  const at = layout.cells.findIndex((cell) => cell.layer === layer && cell.head === head);
  const next = layout.cells[clamp(at + down * layout.columns + across, layout.cells.length)];
  return next ? { layer: next.layer, head: next.head } : { layer, head };
}

/** All thumbnails on one canvas off the page; `decorate(layer, head)` gives {marks, dim}. */
function gridImage(maps, layout, theme, share, decorate) {
  const canvas = document.createElement('canvas');
  const context = openCanvas(canvas, layout.width, layout.height);
  const pixels = Math.round(layout.cell * (window.devicePixelRatio || 1));
  const { canvas: images, size, columns } = trianglesImage(layout.cells.map((place) => thumbnailLevels(maps, place, share, theme)), maps.side, pixels, theme);
  context.textBaseline = 'middle';
  for (const [i, place] of layout.cells.entries()) {
    const { marks, dim } = decorate(place.layer, place.head);
    context.globalAlpha = dim ? 0.18 : 1;
    context.drawImage(images, (i % columns) * size, Math.floor(i / columns) * size, size, size, place.x, place.y, layout.cell, layout.cell);
    outline(context, place.x, place.y, layout.cell, theme.faint, 0.5);
    drawMarks(context, place, layout, marks, theme);
    drawCaption(context, place, layout, theme);
    context.globalAlpha = 1;
  }
  if (layout.placed) drawPlaces(context, maps, layout, theme);
  return canvas;
}

/** A thumbnail's own 8 bits tell what its rows keep; of pooled ones nothing is cut, their rows are many rows at once. */
function thumbnailLevels(maps, { layer, head }, share, { zero }) {
  const levels = maps.thumbnail(layer, head);
  if (share >= 1 || maps.side !== maps.tokens) return levels;
  const kept = keptMask(levels, maps.tokens, share, zero);
  return Int16Array.from(levels, (level, at) => (kept[at] ? level : BLANK));
}

/** Short names of a head's patterns, in the empty half of its map. */
function drawMarks(context, { x, y }, layout, marks, theme) {
  if (layout.cell < 28 || !marks) return;
  context.font = `600 ${layout.cell < 44 ? 9 : 10}px ${MONO}`;
  context.textAlign = 'right';
  context.fillStyle = theme.ink;
  context.fillText(marks, x + layout.cell - 3, y + 8);
}

function drawCaption(context, { x, y, caption }, layout, theme) {
  if (!caption) return;
  context.font = `10.5px ${MONO}`;
  context.textAlign = 'left';
  context.fillStyle = theme.ink;
  context.fillText(caption, x, y + layout.cell + 8, layout.cell);
}

/** Names of layers and heads, and a bar above heads that share keys and values. */
function drawPlaces(context, maps, layout, theme) {
  const x = (head) => layout.cells[head].x;
  context.font = `11px ${MONO}`;
  context.fillStyle = theme.faint;
  context.textAlign = 'right';
  for (let layer = 0; layer < maps.layers; layer++) {
    context.fillText(`L${layer}`, GRID.left - 6, layout.cells[layer * maps.heads].y + layout.cell / 2);
  }
  context.textAlign = 'center';
  for (let head = 0; head < maps.heads; head++) context.fillText(`H${head}`, x(head) + layout.cell / 2, GRID.top - 13);
  for (let head = 0; maps.group > 1 && head < maps.heads; head += maps.group) {
    context.fillRect(x(head), GRID.top - 5, x(head + maps.group - 1) + layout.cell - x(head), 1.5);
  }
}

/** The grid with the chosen heads framed, and what is under the pointer. */
function drawGrid(canvas, layout, image, theme, { chosen, cursor, hovered }) {
  const context = openCanvas(canvas, layout.width, layout.height);
  context.drawImage(image, 0, 0, layout.width, layout.height);
  for (const { layer, head, x, y } of layout.cells) {
    const isHovered = hovered && hovered.layer === layer && (hovered.head ?? head) === head;
    if (isHovered) outline(context, x, y, layout.cell, theme.ink, 1.5);
    if (chosen.has(`${layer}.${head}`)) outline(context, x - 0.5, y - 0.5, layout.cell + 1, theme.looked, 3);
    if (chosen.size > 1 && cursor.layer === layer && cursor.head === head) outline(context, x + 2.5, y + 2.5, layout.cell - 5, theme.ink, 1);
  }
}
