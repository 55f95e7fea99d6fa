// The attention picture: numbers. Weights become levels of 8 bits, even in the square root; signed ones on both sides of 128.

const SIGNED_ZERO = 128;
const BLANK = -1; // a level that is not drawn

function levelOf(weight, signed) {
  if (signed) return SIGNED_ZERO + Math.sign(weight) * Math.round(127 * Math.sqrt(Math.min(1, Math.abs(weight))));
  return Math.round(255 * Math.sqrt(Math.max(0, Math.min(1, weight))));
}

function weightOf(level, signed) {
  if (!signed) return (level / 255) ** 2;
  const share = (level - SIGNED_ZERO) / 127;
  return Math.sign(share) * share ** 2;
}

function levelsOf(weights, signed) {
  const levels = new Uint8Array(weights.length);
  for (let at = 0; at < weights.length; at++) levels[at] = levelOf(weights[at], signed);
  return levels;
}

/** What can be made of levels without asking Python; it is shown as ≈ until the exact numbers are here. */
const ROUGH = {
  mean: (weights) => weights.reduce((sum, weight) => sum + weight, 0) / weights.length,
  largest: (weights) => Math.max(...weights),
};

/** Triangles of levels as one; null if this needs Python. */
function combineLevels(combine, parts) {
  const one = ROUGH[combine];
  if (!one) return null;
  const weights = parts.map(() => 0);
  return parts[0].map((_, at) => {
    for (let i = 0; i < parts.length; i++) weights[i] = weightOf(parts[i][at], false);
    return levelOf(one(weights), false);
  });
}

/**
 * Which values of a triangle each row keeps: its largest until `share` of the row's sum is reached; values as large as
 * the last of them stay as well. `zero` is given for levels, whose weights are the squares of their distance to it.
 */
function keptMask(values, tokens, share, zero = null) {
  const kept = new Uint8Array(values.length);
  const size = zero === null ? Math.abs : (level) => (level - zero) ** 2;
  for (let q = 0; q < tokens; q++) {
    const [from, to] = [(q * (q + 1)) / 2, ((q + 1) * (q + 2)) / 2];
    const row = Float32Array.from(values.subarray(from, to), size);
    const least = lastKept(row.slice().sort(), share);
    for (let k = 0; k < row.length; k++) kept[from + k] = row[k] > 0 && row[k] >= least ? 1 : 0;
  }
  return kept;
}

/** The smallest of the largest values whose sum reaches `share` of all; `sorted` is rising. */
function lastKept(sorted, share) {
  const goal = share * sorted.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  for (let i = sorted.length - 1; i >= 0; i--) {
    sum += sorted[i];
    if (sum >= goal) return sorted[i];
  }
  return 0;
}

/** The largest of `entries` ({token, weight}), best first, ties in order. */
function strongest(entries, count) {
  return entries.sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight) || a.token - b.token).slice(0, count);
}

/** Keys that token q looks at. */
function lookedAt(source, q) {
  return Array.from({ length: q + 1 }, (_, k) => ({ token: k, weight: source.weight(q, k) }));
}

/** Later queries that look at token k. */
function lookers(source, k) {
  return Array.from({ length: source.tokens - k - 1 }, (_, i) => ({ token: k + 1 + i, weight: source.weight(k + 1 + i, k) }));
}

/** A weight as a percentage of three digits, or of two behind ≈ where only the 8-bit number is known. */
function percent(weight, exact, signed = false) {
  const value = Math.abs(100 * weight);
  const sign = (exact ? '' : '≈') + (weight < 0 ? '−' : signed && weight > 0 ? '+' : '');
  if (value === 0) return `${sign}0 %`;
  if (value < 0.001) return '<0.001 %';
  const text = value.toPrecision(exact ? 3 : 2);
  return `${sign}${text.includes('e') ? Math.round(value) : text} %`;
}

/** How strong a weight looks, 0 to 1, and how far along the ramp it stands: signed ramps have nothing in the middle. */
const shareOf = (weight, scale) => Math.min(1, scale === 'linear' ? Math.abs(weight) : Math.sqrt(Math.abs(weight)));
const alongOf = (weight, scale, signed) => (signed ? (1 + Math.sign(weight) * shareOf(weight, scale)) / 2 : shareOf(weight, scale));

const clamp = (value, count) => Math.max(0, Math.min(count - 1, value));
