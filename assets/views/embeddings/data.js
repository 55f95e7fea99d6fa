// The embedding map, part 1 of 6: the vocabulary, and the camera that looks at it.

/** All tokens of a model: labels, kinds, and points on three principal components. */
class Vocabulary {
  static async from(payload) {
    const [points, kinds] = await Promise.all([unpack(payload.points), unpack(payload.kinds)]);
    return new Vocabulary(payload, points, kinds);
  }

  constructor(payload, points, kinds) {
    this.key = payload.key;
    this.about = payload.about;
    this.raw = Array.from(payload.labels);
    this.kindNames = Array.from(payload.kind_names);
    this.explained = Array.from(payload.explained);
    this.points = points;
    this.kinds = kinds;
    this.size = kinds.length;
    this.counts = this.kindNames.map((_, kind) => kinds.reduce((sum, k) => sum + (k === kind), 0));
  }

  label(id) {
    return visible(this.raw[id]);
  }

  kind(id) {
    return this.kindNames[this.kinds[id]];
  }

  /** The smallest box around all tokens whose kind is not hidden: {low: [3], high: [3]}. */
  bounds(hidden) {
    const [low, high] = [[Infinity, Infinity, Infinity], [-Infinity, -Infinity, -Infinity]];
    for (let id = 0; id < this.size; id++) {
      if (hidden.has(this.kinds[id])) continue;
      for (let axis = 0; axis < 3; axis++) {
        const value = this.points[3 * id + axis];
        if (value < low[axis]) low[axis] = value;
        if (value > high[axis]) high[axis] = value;
      }
    }
    return low[0] <= high[0] ? { low, high } : { low: [-1, -1, -1], high: [1, 1, 1] };
  }
}

/** A share of the variance in words. */
function share(value) {
  const percent = 100 * value;
  return `${percent < 10 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

const PAD = { left: 30, right: 14, top: 14, bottom: 30 };
const DEPTH = 0.22; // how much nearer things look larger, in 3-D

/** The camera that shows all tokens that are not hidden. One scale serves all axes, so distances on the map compare. */
function fitted(vocabulary, hidden, three, width, height, { yaw = -0.55, pitch = 0.35 } = {}) {
  const { low, high } = vocabulary.bounds(hidden);
  const center = low.map((value, axis) => (value + high[axis]) / 2);
  const span = low.map((value, axis) => Math.max(high[axis] - value, 1e-6));
  const [w, h] = [width - PAD.left - PAD.right, height - PAD.top - PAD.bottom];
  const camera = { three, center, scale: Math.min(w / span[0], h / span[1]), radius: Math.hypot(...span) / 2, yaw, pitch };
  if (three) camera.scale *= shrinkToFit(vocabulary, hidden, camera, width, height);
  return { ...camera, fit: camera.scale };
}

/** By how much everything must shrink or grow to fill the canvas as it is seen now. */
function shrinkToFit(vocabulary, hidden, camera, width, height) {
  const screen = project(vocabulary.points, camera, width, height, screenFor(vocabulary.size));
  const [midX, midY] = middleOf(width, height);
  let [x, y] = [1, 1];
  for (let id = 0; id < vocabulary.size; id++) {
    if (hidden.has(vocabulary.kinds[id])) continue;
    x = Math.max(x, Math.abs(screen.x[id] - midX));
    y = Math.max(y, Math.abs(screen.y[id] - midY));
  }
  return Math.min((width - PAD.left - PAD.right) / 2 / x, (height - PAD.top - PAD.bottom) / 2 / y);
}

const middleOf = (width, height) => [(width + PAD.left - PAD.right) / 2, (height + PAD.top - PAD.bottom) / 2];

/** Where every point of `points` (x, y, z, x, y, ...) falls on the canvas: fills out.x, out.y and, in 3-D, out.depth (-1 near, 1 far). */
function project(points, camera, width, height, out) {
  const { center, scale, three } = camera;
  const [midX, midY] = middleOf(width, height);
  const [cy, sy, cp, sp] = [Math.cos(camera.yaw), Math.sin(camera.yaw), Math.cos(camera.pitch), Math.sin(camera.pitch)];
  for (let i = 0, at = 0; at < points.length; i++, at += 3) {
    const [x, y, z] = [points[at] - center[0], points[at + 1] - center[1], points[at + 2] - center[2]];
    if (!three) {
      out.x[i] = midX + x * scale;
      out.y[i] = midY - y * scale;
      continue;
    }
    const across = x * cy + z * sy;
    const away = z * cy - x * sy;
    const depth = (away * cp + y * sp) / camera.radius;
    const near = 1 / (1 + DEPTH * Math.max(-2, Math.min(2, depth)));
    out.x[i] = midX + across * scale * near;
    out.y[i] = midY - (y * cp - away * sp) * scale * near;
    out.depth[i] = depth;
  }
  return out;
}

function screenFor(size) {
  return { x: new Float32Array(size), y: new Float32Array(size), depth: new Float32Array(size) };
}

/** The shown token nearest to (x, y) within `reach` pixels, or null. */
function tokenAt(vocabulary, screen, hidden, x, y, reach) {
  let [best, found] = [reach * reach, null];
  for (let id = 0; id < vocabulary.size; id++) {
    const distance = (screen.x[id] - x) ** 2 + (screen.y[id] - y) ** 2;
    if (distance < best && !hidden.has(vocabulary.kinds[id])) [best, found] = [distance, id];
  }
  return found;
}

/** Moves the camera so that what lies under (x, y) stays there while everything grows by `factor`. */
function zoomed(camera, factor, x, y, width, height) {
  const scale = Math.max(camera.fit * 0.3, Math.min(camera.fit * 200, camera.scale * factor));
  if (camera.three) return { ...camera, scale };
  const [midX, midY] = middleOf(width, height);
  const [dx, dy] = [x - midX, y - midY];
  const shift = 1 / camera.scale - 1 / scale;
  const center = [camera.center[0] + dx * shift, camera.center[1] - dy * shift, camera.center[2]];
  return { ...camera, scale, center };
}

/** A drag by (dx, dy): the map moves in 2-D and turns in 3-D. */
function dragged(camera, dx, dy) {
  if (camera.three) {
    const pitch = Math.max(-1.57, Math.min(1.57, camera.pitch + dy * 0.008));
    return { ...camera, yaw: camera.yaw + dx * 0.008, pitch };
  }
  const center = [camera.center[0] - dx / camera.scale, camera.center[1] + dy / camera.scale, camera.center[2]];
  return { ...camera, center };
}

/** The map as a table for other programs; labels in JSON's form, so that none starts a formula. */
function csvOf(vocabulary, text, near) {
  const cosines = new Map((near?.neighbours ?? []).map(({ id, cosine }) => [id, cosine]));
  const places = new Map();
  text.ids.forEach((id, at) => places.set(id, [...(places.get(id) ?? []), at]));
  const cell = (value) => `"${String(value).replaceAll('"', '""')}"`;
  const rows = vocabulary.raw.map((label, id) => {
    const point = Array.from(vocabulary.points.subarray(3 * id, 3 * id + 3), (value) => value.toPrecision(6));
    const cosine = cosines.has(id) ? cosines.get(id).toFixed(6) : '';
    return [id, cell(JSON.stringify(label)), cell(vocabulary.kind(id)), ...point, cell((places.get(id) ?? []).join(' ')), cosine].join(',');
  });
  const header = 'id,token,kind,pc1,pc2,pc3,positions_in_text,cosine_with_selected';
  return [header, ...rows].join('\n') + '\n';
}
