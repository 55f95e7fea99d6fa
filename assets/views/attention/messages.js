// The attention picture: what Python is told, and what it says.
// In scope: element, trigger, props, watch (of gr.HTML, or of standalone.js).

const LATEST = 2000; // ms that a message may take
let turn = 0;

const tellHead = later(80, (times = 3) => {
  const { layer, head } = state.cursor;
  state.told = { layer, head, at: performance.now() };
  trigger('head_select', { layer, head });
  askAgain(times - 1); // an answer that crossed a change of the text was for the other text
});
const tellOptions = later(80, (times = 3) => {
  const { maps, options } = state;
  trigger('options', { ...options, shown: { sink: maps.sink, exact: maps.source(choice()).isExact } });
  askAgain(times - 1);
});
const askAgain = later(2000, (times) => {
  if (times && state.maps && !state.maps.source(choice()).isExact) ask(times);
});
const tellToken = later(80, () => trigger('token_select', { token: state.pinned }));
const askScores = later(300, () => trigger('scores', {}));
const announce = later(250, (describe) => (part.live.textContent = describe()));

/** Asks for the exact weights of what is shown. */
function ask(times) {
  if (choice().combine) tellOptions(times);
  else tellHead(times);
}

// What Python says

async function onValue() {
  await receive(props.value);
}

/** The same text with its sinks treated in another way; of another text it comes too late. */
async function onSunk() {
  if (props.sunk && props.sunk.text === state.maps?.text) await receive(props.sunk);
}

async function receive(payload) {
  const mine = ++turn;
  const maps = payload && payload.weights ? await Maps.from(payload) : null;
  if (mine !== turn) return;
  if (maps && !state.changed) Object.assign(state.options, fitting(payload.style), fitting(payload.options ?? {}));
  for (const known of [props.exact, props.combined]) if (maps && known) await maps.learn(known);
  if (mine !== turn) return;
  const sameText = maps && maps.text === state.maps?.text;
  if (maps && maps.key === state.maps?.key) for (const [name, exact] of state.maps.exact) if (!maps.exact.has(name)) maps.exact.set(name, exact);
  if (!sameText) state.pointed = state.hovered = null;
  Object.assign(state, { maps, payload });
  part.body.hidden = !maps;
  part.empty.hidden = Boolean(maps);
  if (!maps) return;
  if (chosenElsewhere(payload)) {
    state.cursor = { layer: payload.layer, head: payload.head };
    state.told = { ...state.cursor, at: -Infinity };
  }
  settle(payload);
}

/** Whether a head that comes from Python is another choice, and not a late message that would undo the one made here. */
function chosenElsewhere({ layer, head }) {
  const { told, cursor, maps } = state;
  if (cursor.layer >= maps.layers || cursor.head >= maps.heads) return true;
  const [other, untold] = [layer !== told.layer || head !== told.head, cursor.layer !== told.layer || cursor.head !== told.head];
  return other && !untold && performance.now() - told.at > LATEST;
}

/** What fits the maps that have come; Python is asked for what it has not sent. */
function settle(payload) {
  const { maps, options } = state;
  if (state.scores?.model !== maps.model) state.scores = null;
  fitOptions();
  if (payload.token !== undefined) state.pinned = payload.token;
  part.badge.hidden = !maps.implied;
  buildChips(part.chips, maps);
  learnScores();
  refresh();
  if (options.sink !== maps.sink) tellOptions();
  else if (!maps.source(choice()).isExact) ask();
  if (maps.model && !(state.scores && maps.measures)) askScores();
}

/** Options that this model or this page does not have become the usual ones. */
function fitOptions() {
  const { maps, options } = state;
  options.heads = options.heads.filter(([layer, head]) => layer < maps.layers && head < maps.heads);
  if (!options.heads.length || !(options.combine in maps.combinations)) options.combine = SINGLY;
  if (!(options.sink in maps.sinks)) options.sink = maps.sink;
  if (!(options.palette in maps.palettes)) options.palette = Object.keys(maps.palettes)[0];
  if (!(options.picture in PICTURES)) options.picture = OPTIONS.picture;
  if (!(options.scale in SCALES)) options.scale = OPTIONS.scale;
  options.threshold = Math.max(0.01, Math.min(1, options.threshold));
}

async function onAnswer(message) {
  if (!state.maps || !message) return;
  await state.maps.learn(message);
  stale('image');
  draw();
}

function onScores() {
  if (!learnScores()) return;
  stale('grid', 'thumbs');
  draw();
}

/** Takes the scores if they are of the model that is shown. */
function learnScores() {
  const { maps } = state;
  const { model, tags, measures } = props.scores ?? {};
  if (!maps || !props.scores || model !== maps.model) return false;
  if (tags) state.scores = new Scores(model, tags);
  if (measures) maps.measure(measures);
  return true;
}

/** A selection made elsewhere. */
function onSelect() {
  const { layer, head, token } = props.select || {};
  if (!state.maps || !props.select) return;
  if (token !== undefined) state.pinned = token === null ? null : clamp(token, state.maps.tokens);
  chooseHead(layer ?? state.cursor.layer, head ?? state.cursor.head, false);
}

/** Of what is given only what is an option, and of its type. */
function fitting(given) {
  const fits = ([name, value]) => name in OPTIONS && typeof value === typeof OPTIONS[name] && Array.isArray(value) === Array.isArray(OPTIONS[name]);
  return Object.fromEntries(Object.entries(given).filter(fits));
}
