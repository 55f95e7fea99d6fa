// Inside a head, part 2 of 5: each step in words, and the arithmetic of one query and one key.

/** Three digits, a true minus; in brackets where a sign follows another one. */
function say(value) {
  const size = Math.abs(value);
  const text = size >= 1e6 && Number.isFinite(value) ? value.toExponential(2) : threeDigits(value);
  return text.replaceAll('-', '−');
}
const factor = (value) => (value < 0 ? `(${say(value)})` : say(value));
const share = (weight) => `${say(100 * weight)} %`;
const root = (a) => `√${a.size}`;
const many = (count, word) => `${count.toLocaleString('en-US')} ${word}${count === 1 ? '' : 's'}`;
const back = (count) => (count ? `${many(count, 'token')} back` : 'the query’s own');

const FORMULAS = {
  query: 'Q',
  key: 'K',
  query_features: 'φ(Q)',
  key_features: 'φ(K)',
  scores: 'Q Kᵀ',
  scaled: 'Q Kᵀ / √D',
  masked: 'later keys hidden',
  series: '1 + s + s²/2',
  faded: '× γ to the distance',
  sums: 'Σ of each row',
  weights: 'each row sums to 100 %',
  value: 'V',
  state: 'running sums φ(k) vᵀ',
  output: 'weights · V',
};

/** The arithmetic of a stage for the chosen {query: q, key: k, channel: c} of the head `a`. */
const ARITHMETIC = {
  query: (a, { q, c }) => `channel ${c} of q${q} is ${say(a.value('query', q, c))}; the length of q${q} is ${say(norm(a.row('query', q)))}.`,
  key: (a, { k, c }) => `channel ${c} of k${k} is ${say(a.value('key', k, c))}; the length of k${k} is ${say(norm(a.row('key', k)))}.`,
  query_features: (a, { q }) => `φ(q${q}) has parts of the norms ${parts(a, 'query_features', q)}.`,
  key_features: (a, { k }) => `φ(k${k}) has parts of the norms ${parts(a, 'key_features', k)}.`,
  scores: (a, at) => `${product(a, at)} = ${say(a.value('scores', at.q, at.k))}.`,
  scaled: (a, at) => (a.has('scores') ? divided(a, at) : `${product(a, at)} = ${say(dot(a.row('query', at.q), a.row('key', at.k)))}; ${over(a, at, dot(a.row('query', at.q), a.row('key', at.k)))}`),
  masked: (a, { q, k }) => (a.sees(q, k) ? `key ${k} may be seen: ${say(a.value('scaled', q, k))} stays.` : hidden(q, k)),
  series: (a, { q, k }) => {
    const s = a.value('scaled', q, k);
    return `1 + ${factor(s)} + ${factor(s)}² / 2 = 1 ${signed(s)} + ${say((s * s) / 2)} = ${say(a.value('series', q, k))}: what φ(q${q}) · φ(k${k}) gives.`;
  },
  faded: (a, { q, k }) => {
    if (!a.sees(q, k)) return hidden(q, k);
    const by = `γ${power(q - k)} = ${say(a.gamma)}${power(q - k)} = ${say(a.gamma ** (q - k))}`;
    return `key ${k} is ${back(q - k)}, and ${by}: ${say(a.value('series', q, k))} × ${say(a.gamma ** (q - k))} = ${say(a.value('faded', q, k))}.`;
  },
  sums: (a, { q }) => `row ${q}: ${many(a.seen(q).length, 'product')} add up to ${say(a.value('sums', q))}.`,
  weights: (a, at) => (!a.sees(at.q, at.k) ? `${hidden(at.q, at.k)} Its weight is 0.` : a.has('sums') ? ofSum(a, at) : softmaxed(a, at)),
  value: (a, { k, c }) => `channel ${c} of v${k} is ${say(a.value('value', k, c))}.`,
  state: (a, { q, c }) => {
    const before = q ? `γ times the sums after token ${q - 1} (its norm was ${say(a.value('state', q - 1, c))})` : 'nothing';
    return `after token ${q}: ${before} plus φ(k${q}) v${q}ᵀ; channel ${c} now has the norm ${say(a.value('state', q, c))}. φ(q${q}) times these sums, divided by the row sum, is the output: no map is needed.`;
  },
  output: (a, at) => (a.sees(at.q, at.k) ? mixed(a, at) : hidden(at.q, at.k)),
};

const signed = (value) => `${value < 0 ? '−' : '+'} ${say(Math.abs(value))}`;
const parts = (a, name, token) => Array.from(a.row(name, token), (value, i) => `${say(value)} (${a.stage(name).columns[i]})`).join(', ');
const hidden = (q, k) => (k > q ? `key ${k} comes after query ${q}: hidden.` : `key ${k} lies before the window of query ${q}: hidden.`);
const power = (count) => (count === 1 ? '' : Array.from(String(count), (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[digit]).join(''));

function product(a, { q, k, c }) {
  const [x, y] = [a.value('query', q, c), a.value('key', k, c)];
  return `channel ${c}: ${say(x)} × ${factor(y)} = ${say(x * y)}; with all ${a.size} channels q${q} · k${k}`;
}

const divided = (a, at) => over(a, at, a.value('scores', at.q, at.k));

function over(a, { q, k }, score) {
  return `${say(score)} / ${root(a)} = ${say(score)} / ${say(Math.sqrt(a.size))} = ${say(a.value('scaled', q, k))}.`;
}

function softmaxed(a, { q, k }) {
  const score = a.value('masked', q, k);
  const keys = a.seen(q);
  const total = sum(keys.map((key) => Math.exp(a.value('masked', q, key))));
  const row = keys.length === 1 ? 'it is the only one of its row' : `the ${keys.length} of row ${q} add up to ${say(total)}`;
  return `e to the ${say(score)} is ${say(Math.exp(score))}; ${row}: ${say(Math.exp(score))} / ${say(total)} = ${share(a.value('weights', q, k))}.`;
}

const ofSum = (a, { q, k }) => `${say(a.value('faded', q, k))} / ${say(a.value('sums', q))} = ${share(a.value('weights', q, k))}.`;

function mixed(a, { q, k, c }) {
  const added = a.added(q, c);
  const own = added.find(([key]) => key === k)[1];
  const others = sum(added.filter(([key]) => key !== k).map(([, number]) => number));
  const rest = added.length > 1 ? `; the other ${added.length - 1} of its keys add ${say(others)}` : '';
  const weight = a.value('weights', q, k);
  return `channel ${c}: ${share(weight)} × ${factor(a.value('value', k, c))} = ${say(own)} is what key ${k} adds${rest}; output ${say(a.value('output', q, c))}.`;
}

/** The whole way in one line: "q5 · k2 = 3.1; / √32 = 0.55; after softmax 12 %". */
function inShort(a, { q, k }) {
  if (!a.sees(q, k)) return hidden(q, k);
  const score = dot(a.row('query', q), a.row('key', k));
  const steps = [`q${q} · k${k} = ${say(score)}`, `/ ${root(a)} = ${say(a.value('scaled', q, k))}`];
  if (a.has('series')) steps.push(`1 + s + s²/2 = ${say(a.value('series', q, k))}`, `faded ${say(a.value('faded', q, k))}`);
  const last = `${a.has('sums') ? 'of the row’s sum' : 'after softmax'} ${share(a.value('weights', q, k))}`;
  return [...steps, last].join('; ');
}

/** The check that the map is what the layer does. */
function check(a) {
  const largest = Math.max(...a.stage('output').values.map(Math.abs));
  const what = a.implied ? 'the implied map, which the model never forms, reproduces the layer’s output' : 'the weights reproduce the layer’s output';
  return `Check: ${what}. Weights times values differ from what the pass itself computed by ${say(a.error)} at most, where outputs go up to ${say(largest)}.`;
}

const titleOf = (stage) => stage.name.replaceAll('_', ' ');
const capital = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;
