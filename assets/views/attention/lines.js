// The attention picture: lines from token to token. The left column looks, the right one is looked at.

const LINES = { row: 22, touchRow: 30, tallestRow: 34, widest: 560, least: 0.01, steps: 12, thickest: 4.5 };

/** Where the columns stand: as tall as the text, of which a canvas of at most `most` pixels shows a part. */
function linesLayout(maps, room, most) {
  const context = document.createElement('canvas').getContext('2d');
  const least = window.matchMedia('(pointer: coarse)').matches ? LINES.touchRow : LINES.row;
  const row = Math.max(least, Math.min(LINES.tallestRow, Math.floor(most / maps.tokens)));
  const font = `${Math.round(12 + (row - LINES.row) / 5)}px ${MONO}`;
  context.font = font;
  const width = Math.max(150, Math.min(room, LINES.widest));
  const texts = maps.labels.map((label) => fitted(context, label, width * 0.33));
  const column = Math.ceil(Math.max(...texts.map((text) => context.measureText(text).width))) + 10;
  const tall = maps.tokens * row;
  return { row, font, width, column, texts, tall, height: Math.min(tall, Math.max(row * 4, most)) };
}

/** The token and the side under a point of the canvas: {query, key}, one of them null. */
function lineTokenAt(maps, layout, x, y, scrolled) {
  const token = Math.floor((y + scrolled) / layout.row);
  if (token < 0 || token >= maps.tokens) return null;
  return x < layout.width / 2 ? { query: token, key: null } : { query: null, key: token };
}

/**
 * Lines for `focus` ({query, key}), or all of them: [[query, key, weight, color name]]. Only what `keeps`, and of all of
 * them those with an end among the tokens in view, `first` to `last`.
 */
function linesOf(source, keeps, { query, key }, [first, last]) {
  const found = [];
  const add = (q, k, color, least) => {
    const weight = source.weight(q, k);
    if (Math.abs(weight) >= least && keeps(q, k)) found.push([q, k, weight, color]);
  };
  if (query === null && key === null) {
    for (let q = first; q < source.tokens; q++) {
      for (let k = q > last ? first : 0; k <= (q > last ? last : q); k++) add(q, k, 'look', LINES.least);
    }
  }
  if (key !== null) for (let q = key; q < source.tokens; q++) add(q, key, 'looked', LINES.least / 10);
  if (query !== null) for (let k = 0; k <= query; k++) add(query, k, 'look', LINES.least / 10);
  return found;
}

/** Strokes lines of like weight as one path: many thin ones over each other stay as faint as one. */
function strokeLines(context, lines, layout, theme, scale, scrolled, faintest) {
  const paths = new Map();
  const [left, right] = [layout.column, layout.width - layout.column];
  const bend = (right - left) * 0.45;
  const colors = { look: theme.look, looked: theme.looked, '-1': theme.stops[1], 1: theme.stops.at(-2) };
  for (const [q, k, weight, color] of lines) {
    const step = Math.ceil(shareOf(weight, scale) * LINES.steps);
    const name = `${step} ${theme.zero ? Math.sign(weight) : color}`;
    if (!paths.has(name)) paths.set(name, new Path2D());
    const [y0, y1] = [(q + 0.5) * layout.row - scrolled, (k + 0.5) * layout.row - scrolled];
    paths.get(name).moveTo(left, y0);
    paths.get(name).bezierCurveTo(left + bend, y0, right - bend, y1, right, y1);
  }
  const order = [...paths.keys()].sort((a, b) => parseInt(a) - parseInt(b));
  for (const name of order) {
    const share = parseInt(name) / LINES.steps;
    context.globalAlpha = faintest + (0.9 - faintest) * share ** 1.4;
    context.lineWidth = 0.5 + (LINES.thickest - 0.5) * share ** 1.5;
    context.strokeStyle = colors[name.split(' ')[1]];
    context.stroke(paths.get(name));
  }
  context.globalAlpha = 1;
}

/** The tokens of both columns; those at the ends of the focused lines stand on a ground as strong as their weight. */
function drawColumns(context, layout, theme, { query, key }, lines, scale, [first, last], scrolled) {
  const focused = query !== null || key !== null;
  const ground = { left: new Map(), right: new Map() };
  for (const [q, k, weight] of focused ? lines : []) {
    if (q === query) ground.right.set(k, [weight, theme.look]);
    if (k === key) ground.left.set(q, [weight, theme.looked]);
  }
  context.font = layout.font;
  context.textBaseline = 'middle';
  for (let token = first; token <= last; token++) {
    for (const side of ['left', 'right']) {
      const chosen = token === (side === 'left' ? query : key);
      const place = { x: side === 'left' ? 0 : layout.width - layout.column, y: token * layout.row - scrolled, side };
      drawColumnToken(context, layout, theme, place, layout.texts[token], ground[side].get(token), { chosen, focused, scale });
    }
  }
}

function drawColumnToken(context, layout, theme, { x, y, side }, text, ground, { chosen, focused, scale }) {
  if (ground) {
    context.globalAlpha = 0.5 * shareOf(ground[0], scale);
    context.fillStyle = ground[1];
    context.fillRect(x, y + 1, layout.column, layout.row - 2);
    context.globalAlpha = 1;
  }
  context.fillStyle = chosen || ground || !focused ? theme.ink : theme.faint;
  context.textAlign = side === 'left' ? 'right' : 'left';
  context.fillText(text, side === 'left' ? layout.column - 5 : x + 5, y + layout.row / 2);
  if (!chosen) return;
  context.strokeStyle = side === 'left' ? theme.look : theme.looked;
  context.lineWidth = 1.5;
  context.strokeRect(x + 1, y + 1.5, layout.column - 2, layout.row - 3);
}

/** The part of the columns that begins `scrolled` pixels down. */
function drawLines(canvas, source, keeps, layout, theme, scale, focus, scrolled) {
  const context = openCanvas(canvas, layout.width, layout.height);
  const first = Math.max(0, Math.floor(scrolled / layout.row));
  const last = Math.min(source.tokens - 1, Math.floor((scrolled + layout.height) / layout.row));
  const lines = source.isKnown ? linesOf(source, keeps, focus, [first, last]) : [];
  const focused = focus.query !== null || focus.key !== null;
  strokeLines(context, lines, layout, theme, scale, scrolled, focused ? 0.2 : 0.02); // a thousand faint lines are not one strong
  drawColumns(context, layout, theme, focus, lines, scale, [first, last], scrolled);
}
