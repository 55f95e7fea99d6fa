// Strategies side by side, part 2 of 5: the tree of a beam search in words, and as a table.

/** "The best branch: “ the cat”, 3 tokens, score −1.20; it has ended." */
function branchSentence(search, label) {
  const { depth, place, score, ended } = search.best;
  const text = search.path(depth, place).map(([, id]) => label(id)).join('');
  return `The best branch: ${quoted(text)}, ${count(depth + 1)} tokens, score ${nats(score)}${ended ? '; it has ended' : ''}.`;
}

/** A row a kept branch, level by level, best first; `fateOf(depth, place)` says what became of it. */
function branchTable(search, label, fateOf) {
  const rows = search.levels.flatMap(({ kept }, depth) =>
    kept.map(([parent, id, logprob, score], place) => {
      const words = [search.trail(depth, parent, label), label(id)].map((text) => (text ? visible(text) : ''));
      return [`${depth + 1}.${place + 1}`, ...words, percent(Math.exp(logprob)), nats(score), fateOf(depth, place)];
    }),
  );
  return tableNode(['level and place', 'after', 'token', 'probability', 'score', 'what became of it'], rows);
}
