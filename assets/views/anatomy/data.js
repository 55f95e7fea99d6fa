// Inside a head, part 1 of 5: numbers. Joined with the other parts to one function body; see ngpl/plots/scripts.py.

/** One head as of ngpl/plots/anatomy_payload.py: matrices with a row a token, NaN where a query may not look. */
class Anatomy {
  static async from(payload) {
    const stages = await Promise.all(payload.stages.map(async (stage) => ({ ...stage, values: await unpack(stage.values) })));
    return new Anatomy(payload, stages);
  }

  constructor(payload, stages) {
    Object.assign(this, payload, { stages });
    this.tokens = payload.labels.length;
    this.size = this.columnsOf(this.stage('query'));
    for (const stage of stages) stage.width = this.columnsOf(stage);
  }

  stage(name) {
    return this.stages.find((stage) => stage.name === name);
  }

  has(name) {
    return this.stage(name) !== undefined;
  }

  columnsOf(stage) {
    return stage.kind === 'token' ? this.tokens : stage.columns.length;
  }

  value(name, row, column = 0) {
    const stage = this.stage(name);
    return stage.values[row * stage.width + column];
  }

  row(name, row) {
    const stage = this.stage(name);
    return stage.values.subarray(row * stage.width, (row + 1) * stage.width);
  }

  /** Whether a query may look at a key. */
  sees(query, key) {
    return !Number.isNaN(this.value(this.has('masked') ? 'masked' : 'weights', query, key));
  }

  seen(query) {
    return [...Array(this.tokens).keys()].filter((key) => this.sees(query, key));
  }

  /** The key that a query looks at most. */
  favourite(query) {
    const weights = this.row('weights', query);
    return this.seen(query).reduce((best, key) => (weights[key] > weights[best] ? key : best));
  }

  /** What each key adds to one channel of a query's output: weight times value. */
  added(query, channel) {
    return this.seen(query).map((key) => [key, this.value('weights', query, key) * this.value('value', key, channel)]);
  }

  label(token) {
    return `“${this.labels[token]}”`;
  }
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const dot = (a, b) => sum(Array.from(a, (number, i) => number * b[i]));
const norm = (vector) => Math.sqrt(dot(vector, vector));

/** Which rows of a stage a chosen pair stands in: the key's, or the query's. */
const OF_KEYS = ['key', 'key_features', 'value'];
const sideOf = (stage) => (OF_KEYS.includes(stage.name) ? 'key' : 'query');
