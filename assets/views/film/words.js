// The film: what it shows, in words.

/** "layer 2 head 3", "mean of layer 2", "mean of all heads". */
function subjectOf(film, { layer, head }) {
  if (film.title) return film.title;
  if (layer === null) return 'mean of all heads';
  return head === null ? `mean of layer ${layer}` : `layer ${layer} head ${head}`;
}

/** "Step 3 of 20: layer 2 head 3 looks from “sat” ≈41 % at “cat”, ...; next comes “on” (12.3 %, the 2nd likeliest)." */
function sentenceOf(film, choice, step) {
  const q = film.from(step);
  const row = film.row(choice, q).map((weight, token) => ({ token, weight }));
  const best = strongest(row, 3).filter(({ weight }, i) => !i || weight >= 0.05);
  const at = best.map(({ token, weight }) => `${percent(weight, false)} at ${token === q ? 'itself' : quoted(film.labels[token])}`);
  const looks = best[0].weight ? `looks from ${quoted(film.labels[q])} ${at.join(', ')}` : `looks nowhere from ${quoted(film.labels[q])}`;
  return `Step ${step + 1} of ${film.steps}: ${subjectOf(film, choice)} ${looks}; next comes ${chosenWords(film, step)}.`;
}

/** "“on” (12.3 %, the 2nd likeliest)". */
function chosenWords(film, step) {
  const { label, prob } = film.candidatesOf(step)[film.places[step]];
  const rank = film.ranks[step];
  return `${quoted(label)} (${percent(prob, true)}, the ${rank === 1 ? '' : `${ordinal(rank)} `}likeliest)`;
}

function ordinal(n) {
  const end = n % 100 >= 11 && n % 100 <= 13 ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[n % 10] ?? 'th');
  return `${n.toLocaleString('en-US')}${end}`;
}

const quoted = (label) => `“${label.replace(/^·(?=.)/u, '')}”`;

/** How the text was written, and how to read the picture. */
function noteOf(film) {
  const derived = film.implied ? ['This model never forms these maps; they are derived from its linear attention.'] : [];
  const made = film.notes.map((note) => `${note[0].toUpperCase()}${note.slice(1)}.`);
  return [
    `Written by ${film.how}.`,
    'At each step the text is shaded by where the last token looks; rows of the map are queries, columns keys.',
    'Weights are to 8 bits (≈); files of numbers have them exactly.',
    ...made,
    ...derived,
  ].join(' ');
}
