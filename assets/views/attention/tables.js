// The attention picture: the same in tables, for those who do not see it and those who copy numbers.

const STRONGEST = 3;

/** A row a token: the strongest weights of its query, and who looks most at it. */
function weightsTable(maps, source) {
  const say = (entry) => (entry && entry.weight ? `${quoted(maps.labels[entry.token])} ${percent(entry.weight, source.isExact, source.signed)}` : '');
  const rows = maps.labels.map((label, token) => {
    const at = strongest(lookedAt(source, token), STRONGEST);
    const [looker] = strongest(lookers(source, token), 1);
    return [`${token} ${label}`, ...Array.from({ length: STRONGEST }, (_, i) => say(at[i])), say(looker)];
  });
  return tableNode(['token', 'looks most at', 'then at', 'then at', 'who looks most at it'], rows);
}

/** A row a head: its entropy and distance on this text; its tags, and its score by each. */
function headsTable(maps, scores) {
  const tags = scores?.names ?? [];
  const rows = headsOf(maps).map((place, i) => [
    `${place.layer}.${place.head}`,
    maps.measures?.entropy[i].toFixed(2) ?? '',
    maps.measures?.distance[i].toFixed(2) ?? '',
    scores ? scores.tags(place).map(tagName).join(', ') : '',
    ...tags.map((tag) => scores.score(place, tag).toFixed(2)),
  ]);
  return tableNode(['head', 'entropy, nats', 'distance, tokens', 'called', ...tags.map(tagName)], rows);
}

const HEADS_NOTE =
  'Entropy and distance are those of this text. A head has a name if it scores high on every sample: random tokens, such tokens given ' +
  'twice, a text that the model wrote; the scores, from 0 to 1, are the lowest of these.';

/** Fills the tables that are open, unless they show `key` already. */
function fillTables(part, maps, source, scores, key) {
  const fill = (name, ...content) => {
    if (!part[`${name}Table`].open || part[`${name}Box`].dataset.of === key) return;
    part[`${name}Box`].dataset.of = key;
    part[`${name}Box`].replaceChildren(...content.map((make) => make()));
  };
  fill('weights', () => (source.isKnown ? weightsTable(maps, source) : note('The weights are on their way.')));
  fill('heads', () => note(HEADS_NOTE), () => headsTable(maps, scores));
}
