// The attention picture: what is chosen, and what follows from it.

/** The map that is shown: {heads} of one head, {combine, heads} of several. */
function choice() {
  const { combine, heads } = state.options;
  return combine === SINGLY ? { heads: [[state.cursor.layer, state.cursor.head]] } : { combine, heads };
}

const isSeveral = () => state.options.combine !== SINGLY;

/** Sets options, draws, and tells Python. */
function change(changes) {
  const { maps } = state;
  if (!maps) return;
  if (changes.combine && !isSeveral()) changes = { heads: choice().heads, ...changes };
  Object.assign(state.options, changes);
  state.changed = true;
  stale(...Object.keys(changes).flatMap((name) => STALE[name]));
  draw();
  if ('threshold' in changes) cutThumbs();
  tellOptions();
  announce(sentence);
}

const cutThumbs = later(150, () => {
  stale('thumbs');
  draw();
});

function chooseHead(layer, head, told = true) {
  const { maps } = state;
  state.cursor = { layer: clamp(layer, maps.layers), head: clamp(head, maps.heads) };
  state.options.combine = SINGLY;
  stale('image');
  draw();
  scrollToHead();
  if (told || !maps.source(choice()).isExact) tellHead();
  if (told) announce(sentence);
}

/** Several heads become the choice; none at all is no choice. */
function chooseHeads(places) {
  const combine = isSeveral() ? state.options.combine : 'mean';
  if (places.length) change({ combine, heads: places.map(({ layer, head }) => [layer, head]) });
}

/** Adds a head to those chosen, or takes it away; the only one stays, and others can then be added. */
function toggleHead(place) {
  const before = choice().heads;
  const without = before.filter(([layer, head]) => layer !== place.layer || head !== place.head);
  const after = without.length < before.length ? without : [...before, [place.layer, place.head]];
  state.cursor = place;
  chooseHeads((after.length ? after : before).map(([layer, head]) => ({ layer, head })));
}

function chooseLayer(layer) {
  const own = headsOf(state.maps).filter((place) => place.layer === layer);
  const others = isSeveral() ? state.options.heads.filter(([other]) => other !== layer) : [];
  state.cursor = { layer, head: 0 };
  chooseHeads([...others.map(([layer, head]) => ({ layer, head })), ...own]);
}

/** All heads between the cursor and `place`, in a rectangle. */
function chooseUpTo(place) {
  const between = (value, a, b) => value >= Math.min(a, b) && value <= Math.max(a, b);
  const { cursor } = state;
  chooseHeads(headsOf(state.maps).filter(({ layer, head }) => between(layer, cursor.layer, place.layer) && between(head, cursor.head, place.head)));
}

/** Rollout goes through layers: from a single head it takes all. */
function chooseCombination(combine) {
  const alone = combine === 'rollout' && choice().heads.length < 2;
  change(alone ? { combine, heads: headsOf(state.maps).map(({ layer, head }) => [layer, head]) } : { combine });
}

function pin(token, from = '') {
  state.pinned = token;
  state.pointed = null;
  if (token !== null) bringIntoView(token, from);
  draw();
  tellToken();
  announce(sentence);
}

/** What is pointed at, and in which picture (`from`): the others bring it into view. */
function point(cell, from = '') {
  if (cell?.query === state.pointed?.query && cell?.key === state.pointed?.key) return;
  state.pointed = cell;
  if (cell && from) bringIntoView(focusToken(), from);
  soon();
}

const focusToken = () => (state.pointed ? (state.pointed.query ?? state.pointed.key) : state.pinned);
const crosshair = () => state.pointed ?? { query: state.pinned, key: state.pinned };

function sentence() {
  const { maps } = state;
  const [shown, token] = [choice(), focusToken()];
  if (token !== null) return describeToken(maps, maps.source(shown), subjectOf(maps, shown), token);
  return `${subjectOf(maps, shown)}. Point at a token or tap it to see where it looks.`;
}
