// The attention picture, part 1 of 5: numbers. Joined with the other parts to one function body; see ngpl/plots/scripts.py.

/** All heads of one text: levels 0 to 255 of every head, exact numbers of those that were asked for. */
class Maps {
  static async from(payload) {
    const levels = await unpack(payload.weights);
    const exact = await unpack(payload.exact.weights);
    return new Maps(payload, levels, exact);
  }

  constructor(payload, levels, exact) {
    this.key = payload.key;
    this.layers = payload.n_layer;
    this.heads = payload.n_head;
    this.group = payload.n_head / payload.n_kv_head;
    this.tokens = payload.n_token;
    this.labels = Array.from(payload.labels);
    this.implied = payload.implied;
    this.ramps = payload.ramps;
    this.levels = levels;
    this.exact = new Map([[this.index(payload.exact.layer, payload.exact.head), exact]]);
  }

  index(layer, head) {
    return layer * this.heads + head;
  }

  /** The triangle of one head in levels: row q starts at q (q + 1) / 2. */
  triangle(layer, head) {
    const size = (this.tokens * (this.tokens + 1)) / 2;
    return this.levels.subarray(this.index(layer, head) * size, (this.index(layer, head) + 1) * size);
  }

  isExact(layer, head) {
    return this.exact.has(this.index(layer, head));
  }

  /** The weight with which query q of one head looks at key k: exact if it is here, else to 8 bits. */
  weight(layer, head, q, k) {
    if (k > q) return 0;
    const at = (q * (q + 1)) / 2 + k;
    const exact = this.exact.get(this.index(layer, head));
    return exact ? exact[at] : (this.triangle(layer, head)[at] / 255) ** 2;
  }

  async learn(message) {
    if (message.key !== this.key) return;
    this.exact.set(this.index(message.layer, message.head), await unpack(message.weights));
  }
}

/** Where each of `pixels` pixels starts among `tokens` cells, and the end of the last. */
function cellBounds(tokens, pixels) {
  return Array.from({ length: pixels + 1 }, (_, i) => Math.floor((i * tokens) / pixels));
}

/** Paints a triangle into `out` (one Uint32 a pixel) at `offset`: the largest weight under each pixel, none above the diagonal. */
function paintTriangle(triangle, bounds, colors, out, offset, stride) {
  const pixels = bounds.length - 1;
  for (let y = 0; y < pixels; y++) {
    const bottom = Math.max(bounds[y] + 1, bounds[y + 1]);
    for (let x = 0; x < pixels && bounds[x] < bottom; x++) {
      const right = Math.max(bounds[x] + 1, bounds[x + 1]);
      let level = 0;
      for (let q = Math.max(bounds[y], bounds[x]); q < bottom; q++) {
        const row = (q * (q + 1)) / 2;
        for (let k = bounds[x]; k < right && k <= q; k++) level = Math.max(level, triangle[row + k]);
      }
      out[offset + y * stride + x] = colors[level];
    }
  }
}

/** The largest of `entries` ({token, weight}), best first, ties in order. */
function strongest(entries, count) {
  return entries.sort((a, b) => b.weight - a.weight || a.token - b.token).slice(0, count);
}

/** Keys that token q looks at. */
function lookedAt(maps, layer, head, q) {
  return Array.from({ length: q + 1 }, (_, k) => ({ token: k, weight: maps.weight(layer, head, q, k) }));
}

/** Later queries that look at token k. */
function lookers(maps, layer, head, k) {
  return Array.from({ length: maps.tokens - k - 1 }, (_, i) => {
    return { token: k + 1 + i, weight: maps.weight(layer, head, k + 1 + i, k) };
  });
}

/** A weight as a percentage of three digits, or of two behind ≈ where only the 8-bit number is known. */
function percent(weight, exact) {
  const value = 100 * weight;
  const sign = exact ? '' : '≈';
  if (value === 0) return `${sign}0 %`;
  if (Math.abs(value) < 0.001) return '<0.001 %';
  const text = value.toPrecision(exact ? 3 : 2);
  return `${sign}${text.includes('e') ? Math.round(value) : text} %`;
}

/** A label in quotes, cut after `limit` characters. */
function quoted(label, limit = 24) {
  const chars = Array.from(label);
  return `“${chars.length > limit ? chars.slice(0, limit - 1).join('') + '…' : label}”`;
}
