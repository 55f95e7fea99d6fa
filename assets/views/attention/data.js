// The attention picture: what Python sent. Joined with the other parts to one function body; see ngpl/plots/scripts.py.

const MOST_KEPT = 8e6; // exact weights kept; beyond them the ones asked for first are forgotten, and asked for again

/** All heads of one text: levels of 8 bits, exact numbers of the maps that were asked for. */
class Maps {
  static async from(payload) {
    const maps = new Maps(payload, await unpack(payload.weights));
    if (payload.exact) await maps.learn(payload.exact);
    return maps;
  }

  constructor(payload, levels) {
    this.key = payload.key;
    this.text = payload.text; // the same for all sinks
    this.model = payload.model ?? '';
    this.title = payload.title;
    this.layers = payload.n_layer;
    this.heads = payload.n_head;
    this.group = payload.n_head / payload.n_kv_head;
    this.tokens = payload.n_token;
    this.side = payload.pooled || payload.n_token; // of the thumbnails, in cells
    this.labels = Array.from(payload.labels);
    this.implied = payload.implied;
    this.signed = payload.signed;
    this.sink = payload.sink;
    this.notes = payload.notes;
    this.measure(payload.measures);
    this.palettes = payload.signed ? { diverging: payload.diverging } : payload.palettes;
    this.sinks = payload.sinks ?? {}; // name: what it does; none where Python is not there to ask
    this.combinations = payload.combinations ?? (this.signed || this.layers * this.heads === 1 ? {} : { mean: '', largest: '' });
    this.levels = levels;
    this.exact = new Map(); // {weights, notes} by name of the choice
    this.known = new Map();
  }

  /** Entropy and distance of every head on this text; null until they are here. */
  measure(measures) {
    if (measures && measures.key !== this.key) return;
    this.measures = measures && { entropy: measures.entropy.flat(), distance: measures.distance.flat() };
  }

  /** The triangle of one thumbnail in levels: row q starts at q (q + 1) / 2. */
  thumbnail(layer, head) {
    const size = (this.side * (this.side + 1)) / 2;
    const at = layer * this.heads + head;
    return this.levels.subarray(at * size, (at + 1) * size);
  }

  /** The map of a choice {combine, heads}: exact if it is here, else to 8 bits if it can be made of them, else unknown. */
  source(choice) {
    const name = nameOf(choice);
    if (!this.known.has(name)) this.known.set(name, new Source(this, this.levelsOf(choice, this.exact.get(name)), this.exact.get(name)));
    return this.known.get(name);
  }

  levelsOf({ combine, heads }, exact) {
    const whole = this.side === this.tokens;
    if (whole && !combine) return this.thumbnail(...heads[0]);
    if (exact) return levelsOf(exact.weights, this.signed);
    return whole ? combineLevels(combine, heads.map((head) => this.thumbnail(...head))) : null;
  }

  /** An answer: the exact map of a head (`layer`, `head`), or of a combination (`combine`, `heads`). */
  async learn(message) {
    if (message.key !== this.key) return;
    const choice = message.combine ? message : { heads: [[message.layer, message.head]] };
    const weights = await unpack(message.weights);
    this.exact.set(nameOf(choice), { weights, notes: message.notes ?? this.notes });
    this.known.delete(nameOf(choice));
    while (this.exact.size > 1 && this.exact.size * weights.length > MOST_KEPT) this.forget(this.exact.keys().next().value);
  }

  forget(name) {
    this.exact.delete(name);
    this.known.delete(name);
  }
}

/** One map to look at: of a head, or of several combined. */
class Source {
  constructor(maps, levels, { weights = null, notes = maps.notes } = {}) {
    Object.assign(this, { tokens: maps.tokens, signed: maps.signed, levels, weights, notes });
    this.zero = maps.signed ? SIGNED_ZERO : 0;
    this.shares = new Map();
  }

  get isKnown() {
    return this.levels !== null;
  }

  get isExact() {
    return this.weights !== null;
  }

  /** The weight with which query q looks at key k: exact, or to 8 bits. */
  weight(q, k) {
    if (k > q || !this.isKnown) return 0;
    const at = (q * (q + 1)) / 2 + k;
    return this.isExact ? this.weights[at] : weightOf(this.levels[at], this.signed);
  }

  /** What is left where each row keeps its largest weights until `share` of its sum: {levels, keeps(q, k)}. */
  largest(share) {
    if (!this.shares.has(share)) this.shares = new Map([[share, this.cut(share)]]);
    return this.shares.get(share);
  }

  cut(share) {
    if (share >= 1 || !this.isKnown) return { levels: this.levels, keeps: () => true };
    const kept = keptMask(this.isExact ? this.weights : this.levels, this.tokens, share, this.isExact ? null : this.zero);
    const levels = Int16Array.from(this.levels, (level, at) => (kept[at] ? level : BLANK));
    return { levels, keeps: (q, k) => kept[(q * (q + 1)) / 2 + k] === 1 };
  }
}

/** The name of a choice: heads in order, so that the same heads are the same choice. */
function nameOf({ combine, heads }) {
  return `${combine ?? ''} ${heads.map(([layer, head]) => `${layer}.${head}`).sort().join(' ')}`;
}
