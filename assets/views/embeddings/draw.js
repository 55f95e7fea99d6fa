// The embedding map, part 2 of 6: points, axes and labels on canvases.

const FONT = 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", "Noto Sans", monospace';
const DEPTHS = 8; // steps from far (faint) to near (strong)

/** The colours of the page's theme, read from the style sheet. */
function readTheme(root, kinds) {
  const style = getComputedStyle(root);
  const color = (name) => style.getPropertyValue(`--embedding-${name}`).trim();
  const names = ['paper', 'ink', 'faint', 'line', 'text', 'near', 'sum', 'picked'];
  const theme = Object.fromEntries(names.map((name) => [name, color(name)]));
  theme.kinds = Array.from({ length: kinds }, (_, kind) => color(`kind-${kind}`));
  return theme;
}

/** The outline of the shape of a kind: no kind is told by its colour alone. */
function shapePath(context, kind, x, y, r) {
  const corners = (...points) => points.forEach(([dx, dy], i) => context[i ? 'lineTo' : 'moveTo'](x + dx * r, y + dy * r));
  context.beginPath();
  if (kind === 0) corners([0, -1.3], [1.3, 0], [0, 1.3], [-1.3, 0]);
  else if (kind === 1) corners([-0.35, -1.2], [0.35, -1.2], [0.35, 1.2], [-0.35, 1.2]);
  else if (kind === 2) corners([-1.2, -0.35], [1.2, -0.35], [1.2, 0.35], [-1.2, 0.35]);
  else if (kind === 3) corners([0, -1.2], [1.15, 0.9], [-1.15, 0.9]);
  else if (kind === 4) {
    const [a, b] = [0.35, 1.1];
    corners([-a, -b], [a, -b], [a, -a], [b, -a], [b, a], [a, a], [a, b], [-a, b], [-a, a], [-b, a], [-b, -a], [-a, -a]);
  } else if (kind === 5) corners([-1.15, -0.9], [1.15, -0.9], [0, 1.2]);
  else if (kind === 6) context.arc(x, y, r, 0, 2 * Math.PI);
  else corners([-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]);
  context.closePath();
}

/** One small picture of every kind: drawing pictures is much faster than drawing shapes. */
function spritesOf(theme, radius, ratio) {
  return theme.kinds.map((color, kind) => {
    const size = Math.ceil((2 * radius * 1.3 + 2) * ratio);
    const sprite = make('canvas', { width: size, height: size });
    const context = sprite.getContext('2d');
    context.scale(ratio, ratio);
    shapePath(context, kind, size / ratio / 2, size / ratio / 2, radius);
    context.fillStyle = color;
    context.fill();
    return sprite;
  });
}

const radiusFor = (count) => (count < 600 ? 4 : count < 8000 ? 2.8 : 2);

/** Sizes a canvas to CSS pixels and the screen's; everything on it is then drawn in CSS pixels. */
function prepared(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
  }
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return context;
}

function drawPoints(context, vocabulary, hidden, screen, camera, sprites, size, faint) {
  const ratio = window.devicePixelRatio || 1;
  const half = sprites[0].width / ratio / 2;
  const draw = (id) => {
    const [x, y] = [screen.x[id], screen.y[id]];
    if (x < -8 || y < -8 || x > size.width + 8 || y > size.height + 8) return;
    context.drawImage(sprites[vocabulary.kinds[id]], x - half, y - half, 2 * half, 2 * half);
  };
  const groups = camera.three ? byDepth(vocabulary, hidden, screen) : [shownIds(vocabulary, hidden)];
  groups.forEach((ids, step) => {
    const strength = camera.three ? 0.25 + (0.7 * (step + 1)) / DEPTHS : 0.8;
    context.globalAlpha = strength * (faint ? 0.5 : 1);
    ids.forEach(draw);
  });
  context.globalAlpha = 1;
}

function shownIds(vocabulary, hidden) {
  const ids = [];
  for (let id = 0; id < vocabulary.size; id++) if (!hidden.has(vocabulary.kinds[id])) ids.push(id);
  return ids;
}

/** Shown tokens in steps of depth, the farthest first. */
function byDepth(vocabulary, hidden, screen) {
  const groups = Array.from({ length: DEPTHS }, () => []);
  for (const id of shownIds(vocabulary, hidden)) {
    const step = Math.floor(((1 - screen.depth[id]) / 2) * DEPTHS);
    groups[Math.max(0, Math.min(DEPTHS - 1, step))].push(id);
  }
  return groups;
}

/** The axes of the components: a frame with names in 2-D, three arrows from the origin in 3-D. */
function drawAxes(context, camera, size, explained, theme) {
  context.strokeStyle = theme.line;
  context.fillStyle = theme.faint;
  context.lineWidth = 1;
  context.font = `12px ${FONT}`;
  const names = explained.map((value, axis) => `PC ${axis + 1} · ${share(value)}`);
  if (camera.three) drawArrows(context, camera, size, names, theme);
  else drawFrame(context, camera, size, names);
}

function drawFrame(context, camera, size, names) {
  const origin = project([0, 0, 0], camera, size.width, size.height, screenFor(1));
  const line = (x1, y1, x2, y2) => {
    context.beginPath();
    context.moveTo(x1, y1);
    context.lineTo(x2, y2);
    context.stroke();
  };
  line(0, origin.y[0], size.width, origin.y[0]);
  line(origin.x[0], 0, origin.x[0], size.height);
  context.textAlign = 'right';
  context.textBaseline = 'alphabetic';
  context.fillText(`${names[0]} →`, size.width - 8, size.height - 8);
  context.save();
  context.translate(16, 10);
  context.rotate(-Math.PI / 2);
  context.fillText(`${names[1]} →`, 0, 0);
  context.restore();
}

function drawArrows(context, camera, size, names, theme) {
  const reach = camera.radius * 0.75;
  const ends = project([0, 0, 0, reach, 0, 0, 0, reach, 0, 0, 0, reach], camera, size.width, size.height, screenFor(4));
  context.textBaseline = 'middle';
  names.forEach((name, axis) => {
    context.beginPath();
    context.moveTo(ends.x[0], ends.y[0]);
    context.lineTo(ends.x[axis + 1], ends.y[axis + 1]);
    context.stroke();
    const left = ends.x[axis + 1] < ends.x[0];
    const width = context.measureText(name).width;
    const x = left ? ends.x[axis + 1] - width - 5 : ends.x[axis + 1] + 5;
    context.textAlign = 'left';
    haloed(context, theme, name, Math.max(4, Math.min(size.width - width - 4, x)), Math.max(10, Math.min(size.height - 10, ends.y[axis + 1])));
  });
}

/** Text that can be read over points. */
function haloed(context, theme, text, x, y) {
  const line = context.strokeStyle;
  context.strokeStyle = theme.paper;
  context.lineWidth = 3;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
  context.strokeStyle = line;
  context.lineWidth = 1;
}

/** A legend's picture of one kind. */
function kindIcon(canvas, kind, color) {
  const context = prepared(canvas, 14, 14);
  shapePath(context, kind, 7, 7, 4.6);
  context.fillStyle = color;
  context.fill();
}
