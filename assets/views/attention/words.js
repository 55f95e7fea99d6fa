// The attention picture: what it shows, in words.

const SINK_NAMES = { raw: 'raw', without_first: 'no first token', value_norm: 'times value norm' };
const UNTREATED = 'the weights as the model computed them';

/** What is chosen, as a title: "Layer 2 · head 3", "Mean of layer 2", "Rollout of all heads". */
function titleOf(maps, choice) {
  if (!choice.combine && !maps.title) return `Layer ${choice.heads[0][0]} · head ${choice.heads[0][1]}`;
  return capital(subjectOf(maps, choice));
}

/** The same inside a sentence. */
function subjectOf(maps, { combine, heads }) {
  if (maps.title) return maps.title;
  return combine ? `${combine} of ${groupName(maps, heads)}` : `layer ${heads[0][0]} head ${heads[0][1]}`;
}

function groupName(maps, heads) {
  const layers = new Set(heads.map(([layer]) => layer));
  if (heads.length === maps.layers * maps.heads) return 'all heads';
  if (layers.size === 1 && heads.length === maps.heads) return `layer ${heads[0][0]}`;
  const names = heads.map(([layer, head]) => `${layer}.${head}`);
  return names.length <= 4 ? `head${names.length > 1 ? 's' : ''} ${names.join(', ')}` : `${names.length} heads`;
}

/** How to read the picture, and what was done to the weights (sink, combination, threshold): always said below it. */
function caption(source, { picture, threshold }, numbers) {
  const sentences = [];
  if (picture !== 'lines') sentences.push(`rows are queries, columns are keys${numbers ? '; numbers are percentages' : ''}`);
  if (picture !== 'map') sentences.push('of all lines together those under 1 % are left out');
  sentences.push(...(source.notes.length ? source.notes : [UNTREATED]));
  if (threshold < 1) sentences.push(`of each row only the largest weights until ${asPercent(threshold)} of its sum, the rest is blank`);
  return sentences.map((text) => `${capital(text)}.`).join(' ');
}

const capital = (text) => `${text[0].toUpperCase()}${text.slice(1)}`;
const asPercent = (share) => `${Math.round(100 * share)} %`;

/** "layer 2 head 3: “it” looks 71 % at “cat”, ...; “ran” looks most at it (44 %)". */
function describeToken(maps, source, subject, token) {
  if (!source.isKnown) return `${subject}: its weights are on their way.`;
  const say = (weight) => percent(weight, source.isExact, source.signed);
  const at = strongest(lookedAt(source, token), 3).filter((entry, i) => !i || Math.abs(entry.weight) >= 0.05);
  const parts = at.map((entry, i) => `${i ? '' : 'looks '}${say(entry.weight)} at ${named(maps, entry.token, token)}`);
  const [looker] = strongest(lookers(source, token), 1);
  const back = looker ? `; of what follows, ${named(maps, looker.token)} looks most at it (${say(looker.weight)})` : '';
  const looks = at[0].weight ? parts.join(', ') : 'looks nowhere';
  return `${subject}: ${named(maps, token)} ${looks}${back}.`;
}

function describeCell(maps, source, keeps, { query, key }) {
  if (!source.isKnown) return 'the weights of this head are on their way';
  const weight = percent(source.weight(query, key), source.isExact, source.signed);
  const cut = keeps(query, key) ? '' : ' (below the threshold)';
  return `query ${query} ${quoted(maps.labels[query])} → key ${key} ${quoted(maps.labels[key])}: ${weight}${cut}`;
}

/** A label in quotes, cut after `limit` characters. */
function quoted(label, limit = 24) {
  const chars = Array.from(label);
  return `“${chars.length > limit ? chars.slice(0, limit - 1).join('') + '…' : label}”`;
}

/** A token inside a sentence, without the mark of the space before it. */
function named(maps, token, self = null) {
  return token === self ? 'itself' : quoted(maps.labels[token].replace(/^·(?=.)/u, ''));
}

/** What the thumbnails are; in an order, what stands below them. */
function gridNote(maps, sort) {
  if (sort) return `Below each head: layer.head, and ${BY_TEXT[sort]?.unit ?? `its score as “${tagName(sort)}”`}.`;
  const shared = maps.group > 1 ? ' Heads under one bar share keys and values.' : '';
  const pooled = maps.side < maps.tokens ? ' A text this long comes as small pictures first; the chosen head’s weights follow.' : '';
  return `Every head of every layer: L layer, H head, counted from 0.${shared}${pooled}`;
}
