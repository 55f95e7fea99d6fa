// The film of a text that is written: what Python sent. Joined with the other parts to one function body; see ngpl/plots/scripts.py.

/** A text of `prompt` tokens and the steps that followed; step t chose token `prompt + t`, and looked from the one before. */
class Film {
  static async from(payload) {
    const [levels, probs, left] = await Promise.all([payload.weights, payload.probs, payload.left].map(unpack));
    return new Film(payload, levels, probs, left);
  }

  constructor(payload, levels, probs, left) {
    Object.assign(this, payload, { levels, probs, left });
    this.tokens = payload.labels.length;
    this.steps = payload.candidates.length;
    this.made = new Map(); // triangles of levels by name of the choice
  }

  /** The token that is looked from at a step: the last one of the text so far. */
  from(step) {
    return this.prompt + step - 1;
  }

  /** The triangle of one head in levels. */
  levelsOf(layer, head) {
    const size = (this.tokens * (this.tokens + 1)) / 2;
    const at = (layer * this.n_head + head) * size;
    return this.levels.subarray(at, at + size);
  }

  /** The triangle of a choice {layer, head}: of one head, the mean of a layer (no head), or of all (no layer). */
  triangle(choice) {
    const name = `${choice.layer} ${choice.head}`;
    if (!this.made.has(name)) this.made.set(name, meanOf(headsIn(this, choice).map(([layer, head]) => this.levelsOf(layer, head))));
    return this.made.get(name);
  }

  /** What each token of the text so far gets from token q. */
  row(choice, q) {
    const start = (q * (q + 1)) / 2;
    return Array.from(this.triangle(choice).subarray(start, start + q + 1), (level) => weightOf(level, false));
  }

  /** The candidates of a step, best first: {label, prob, left, chosen}. */
  candidatesOf(step) {
    const count = this.candidates[step].length;
    return this.candidates[step].map((label, k) => ({
      label,
      prob: this.probs[step * count + k],
      left: this.left[step * count + k],
      chosen: k === this.places[step],
    }));
  }
}

/** The heads [layer, head] of a choice. */
function headsIn({ n_layer, n_head }, { layer, head }) {
  const layers = layer === null ? [...Array(n_layer).keys()] : [layer];
  const heads = layer === null || head === null ? [...Array(n_head).keys()] : [head];
  return layers.flatMap((l) => heads.map((h) => [l, h]));
}

/** The mean weight of several triangles, in levels again. */
function meanOf(triangles) {
  if (triangles.length === 1) return triangles[0];
  const weights = Float32Array.from({ length: 256 }, (_, level) => weightOf(level, false));
  const sums = new Float32Array(triangles[0].length);
  for (const triangle of triangles) for (let at = 0; at < sums.length; at++) sums[at] += weights[triangle[at]];
  return Uint8Array.from(sums, (sum) => levelOf(sum / triangles.length, false));
}
