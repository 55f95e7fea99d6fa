// Filters of the next token, in the browser: the twins of ngpl/decoding/filters.py, with its float32 steps.
// A distribution is {ids, logits}, likeliest first; what a filter removed is not in it.

const COLD = 1e-6; // a temperature below this is 0

const first = ({ ids, logits }, n) => ({ ids: ids.subarray(0, n), logits: logits.subarray(0, n) });

/** The distribution of logits by id. */
function distribution(logits) {
  return sorted(Int32Array.from(logits.keys()), logits);
}

function sorted(ids, logits) {
  const order = Int32Array.from(ids.keys()).sort((a, b) => logits[b] - logits[a] || ids[a] - ids[b]);
  return { ids: order.map((i) => ids[i]), logits: Float32Array.from(order, (i) => logits[i]) };
}

/** Probabilities of a distribution, in its order. */
function probabilities({ logits }) {
  const weights = Float64Array.from(logits, (logit) => Math.exp(logit - logits[0]));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

const FILTERS = {
  repetition_penalty(dist, penalty, text) {
    if (penalty === 1) return dist;
    const seen = new Set(text);
    const less = (logit) => (logit > 0 ? logit / penalty : logit * penalty);
    return sorted(dist.ids, dist.logits.map((logit, i) => (seen.has(dist.ids[i]) ? less(logit) : logit)));
  },
  no_repeat_ngram(dist, n, text) {
    if (n === 0 || text.length < n) return dist;
    const end = text.slice(text.length - n + 1);
    const done = new Set();
    for (let i = 0; i + n <= text.length; i++) {
      if (end.every((id, j) => id === text[i + j])) done.add(text[i + n - 1]);
    }
    return only(dist, (i) => !done.has(dist.ids[i]));
  },
  temperature(dist, temperature) {
    if (temperature === 1) return dist;
    if (temperature < COLD) return first(dist, 1);
    return { ids: dist.ids, logits: dist.logits.map((logit) => Math.fround(logit - dist.logits[0]) / temperature) };
  },
  top_k(dist, k) {
    return k === 0 ? dist : first(dist, k);
  },
  top_p(dist, p) {
    if (p === 1) return dist;
    let sum = 0;
    const enough = probabilities(dist).findIndex((prob, i) => {
      const before = sum;
      sum += Math.fround(prob);
      return i > 0 && before >= p;
    });
    return enough < 0 ? dist : first(dist, enough);
  },
  min_p(dist, share) {
    if (share === 0) return dist;
    const least = Math.fround(dist.logits[0] + Math.fround(Math.log(share)));
    const under = dist.logits.findIndex((logit) => logit < least);
    return under < 0 ? dist : first(dist, under);
  },
  typical_p(dist, p) {
    if (p === 1) return dist;
    const { probs, entropy } = facts(dist);
    const far = probs.map((prob) => Math.abs(Math.log(prob) + entropy));
    const order = Int32Array.from(far.keys()).sort((a, b) => far[a] - far[b] || a - b);
    let sum = 0;
    const last = order.find((i) => (sum += probs[i]) >= p) ?? order.at(-1);
    return only(dist, (i) => far[i] <= far[last]);
  },
};

/** The tokens at the places that `keep` says yes to; all of them if it never does. */
function only(dist, keep) {
  const places = Int32Array.from(dist.ids.keys()).filter(keep);
  if (!places.length || places.length === dist.ids.length) return dist;
  return { ids: places.map((i) => dist.ids[i]), logits: Float32Array.from(places, (i) => dist.logits[i]) };
}

/**
 * The stages from the model to the choice: [{name, dist, probs, entropy, changed}], the model's own first.
 * `settings` are [[filter, value], ...] in order, `text` the tokens so far.
 */
function stagesOf(dist, settings, text) {
  const stages = [{ name: 'model', changed: true, ...facts(dist) }];
  for (const [name, value] of settings) {
    const before = stages.at(-1);
    const after = FILTERS[name](before.dist, value, text);
    const changed = after !== before.dist && (after.ids.length < before.dist.ids.length || after.logits !== before.dist.logits);
    stages.push(changed ? { name, changed, ...facts(after) } : { ...before, name, changed });
  }
  return stages;
}

function facts(dist) {
  const probs = probabilities(dist);
  const entropy = probs.reduce((sum, p) => (p > 0 ? sum - p * Math.log(p) : sum), 0);
  return { dist, probs, entropy };
}

/** The float32 array behind {data}: zlib in base64, little-endian. */
async function floats({ data }) {
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new Float32Array(await new Response(inflated).arrayBuffer());
}
