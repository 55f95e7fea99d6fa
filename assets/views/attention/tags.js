// The attention picture: what heads are called, how strongly, and the orders that follow from it.

const TAG_NAMES = { previous: 'previous token', first: 'first token', duplicate: 'duplicate token' };
const TAG_MARKS = { previous: 'P', self: 'S', first: '1', duplicate: 'D', induction: 'I', local: 'L', spread: '~' };
const SAMPLES = { random: 'random tokens', repeated: 'repeated ones', text: 'a text of its own' };
const BY_TEXT = {
  entropy: { name: 'by entropy', rising: true, unit: 'the mean entropy of its rows in nats' },
  distance: { name: 'by distance', rising: false, unit: 'how many tokens it looks back on average' },
};

const tagName = (tag) => TAG_NAMES[tag] ?? tag;
const tagMark = (tag) => TAG_MARKS[tag] ?? tag[0].toUpperCase();

/** What Python measured once of a model: the tags of its heads, and how strongly each follows each. */
class Scores {
  constructor(model, { heads, measures, implied }) {
    this.model = model;
    this.implied = implied;
    this.heads = new Map(heads.map((entry) => [`${entry.layer}.${entry.head}`, entry]));
    this.measures = measures;
    this.names = [...new Set(measures.map(({ tag }) => tag))];
  }

  tags({ layer, head }) {
    return this.heads.get(`${layer}.${head}`)?.tags ?? [];
  }

  /** The lowest score on any sample: it decides whether the head has the tag. */
  score({ layer, head }, tag) {
    return Math.min(...Object.values(this.heads.get(`${layer}.${head}`)?.scores[tag] ?? { none: 0 }));
  }

  /** Rows for a tooltip: what the tag means, and each sample's score beside chance. */
  explain(place, tag) {
    const scores = this.heads.get(`${place.layer}.${place.head}`).scores[tag];
    const of = (sample) => this.measures.find((measure) => measure.tag === tag && measure.sample === sample);
    const rows = Object.entries(scores).map(([sample, score]) => [SAMPLES[sample] ?? sample, `${score.toFixed(2)}, by chance ${of(sample).chance.toFixed(2)}`]);
    return [['', of(Object.keys(scores)[0]).about], ...rows];
  }
}

/** The heads in the order `sort`, only those called `only`, with captions; null for their places in the model. */
function orderOf(maps, scores, sort, only) {
  if (sort === 'place' || !(BY_TEXT[sort] ? maps.measures : scores)) return null;
  const value = (place) => (BY_TEXT[sort] ? maps.measures[sort][place.layer * maps.heads + place.head] : scores.score(place, sort));
  const shown = headsOf(maps).filter((place) => !only || !scores || scores.tags(place).includes(only));
  const sign = BY_TEXT[sort]?.rising ? 1 : -1;
  const sorted = shown.map((place) => ({ ...place, value: value(place) })).sort((a, b) => sign * (a.value - b.value));
  return sorted.map(({ layer, head, value }) => ({ layer, head, caption: `${layer}.${head}  ${value.toFixed(2)}` }));
}

/** The marks of a head, and whether the filter leaves it out. */
function decorationOf(scores, only) {
  return (layer, head) => {
    const tags = scores?.tags({ layer, head }) ?? [];
    return { marks: tags.map(tagMark).join(''), dim: Boolean(only && scores && !tags.includes(only)) };
  };
}

/** "P previous token · I induction": the marks that occur. */
function markNote(maps, scores) {
  const found = new Set(headsOf(maps).flatMap((place) => scores?.tags(place) ?? []));
  const named = (scores?.names ?? []).filter((tag) => found.has(tag)).map((tag) => `${tagMark(tag)} ${tagName(tag)}`);
  return named.length ? `Marks: ${named.join(' · ')}.` : '';
}

/** The tags of one head as chips that tell how they were measured. */
function buildTags(box, scores, place) {
  const tags = place && scores ? scores.tags(place) : [];
  const chips = tags.map((tag) =>
    make('button', { type: 'button', className: 'attention-tag', 'data-tag': tag, textContent: `${tagName(tag)} ${scores.score(place, tag).toFixed(2)}` }),
  );
  if (place && scores && !tags.length) chips.push(make('span', { className: 'attention-faint', textContent: 'no pattern with a name' }));
  box.replaceChildren(...chips);
}

/** The entries of the menus: [value, text]. */
function sortEntries(maps, scores) {
  const byTag = (scores?.names ?? []).map((tag) => [tag, `by ${tagName(tag)}`]);
  const byText = Object.entries(maps.measures ? BY_TEXT : {}).map(([name, { name: text }]) => [name, text]);
  return [['place', 'layer and head'], ...byText, ...byTag];
}

function filterEntries(maps, scores) {
  const count = (tag) => headsOf(maps).filter((place) => scores.tags(place).includes(tag)).length;
  const found = (scores?.names ?? []).map((tag) => [tag, count(tag)]).filter(([, number]) => number);
  return [['', 'all'], ...found.map(([tag, number]) => [tag, `${tagName(tag)} (${number})`])];
}
