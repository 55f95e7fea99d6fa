// The film: what is shown, the clock, the keys.
// In scope: element, trigger, props, watch (of gr.HTML, or of standalone.js).
// Props: value (a payload), forms (of files to take along), taken (Python's answer).
// Events: head_select {layer, head}; take {form, layer, head}.

const part = buildPage();
const state = { film: null, step: 0, choice: { layer: null, head: null }, timer: null, given: '' };
let chips = [];
let cache = {}; // theme and image of the map, until the choice or the theme changes
let turn = 0;
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const take = props.forms ? takeMenu(part.take, trigger, props.forms, () => state.choice) : null;
part.speed.value = calm.matches ? '1' : '2';

async function onValue() {
  const mine = ++turn;
  const film = props.value?.weights ? await Film.from(props.value) : null;
  if (mine !== turn) return;
  pause();
  state.film = film;
  part.body.hidden = !film;
  part.empty.hidden = Boolean(film);
  if (!film) return;
  settle(film);
  begin();
}

/** The choice of before if it fits and nothing else was selected meanwhile. */
function settle({ n_layer, n_head, layer, head }) {
  const given = `${n_layer} ${n_head} ${layer} ${head}`;
  if (given !== state.given) state.choice = { layer, head };
  state.given = given;
  state.step = props.step ?? 0;
}

function begin() {
  const { film } = state;
  part.slider.max = film.steps - 1;
  part.note.textContent = noteOf(film);
  chips = buildChips(part.chips, film);
  fillMenus(part, film, state.choice);
  refresh();
}

// Drawing

function refresh() {
  cache = {};
  if (part.details.open && state.film) fillTable();
  draw();
}

function draw() {
  const { film, step, choice } = state;
  if (!film) return;
  if (!part.root.clientWidth) return pause(); // in a tab that is not shown: drawn when it gets a width
  const started = performance.now();
  cache.theme ??= themeOf(part.root, film);
  cache.image ??= triangleImage(film.triangle(choice), film.tokens, film.tokens, cache.theme);
  drawMap(part.map, film, cache.image, cache.theme, film.from(step), Math.min(part.mapPane.clientWidth, 460));
  shadeChips(chips, film, choice, step);
  fillCandidates(part.candidates, film, step);
  write(sentenceOf(film, choice, step));
  Object.assign(part.root.dataset, { step, drawn: (performance.now() - started).toFixed(1) });
}

function write(sentence) {
  const { film, step } = state;
  part.slider.value = step;
  part.slider.setAttribute('aria-valuetext', `step ${step + 1} of ${film.steps}`);
  part.count.textContent = `${step + 1} / ${film.steps}`;
  part.sentence.textContent = sentence;
  part.map.setAttribute('aria-label', `The map so far. ${sentence} Arrow keys go through the steps.`);
  const last = chips[film.from(step) + 1] ?? chips.at(-1);
  part.chips.scrollTop = Math.max(0, last.offsetTop + last.offsetHeight - part.chips.clientHeight);
  announce();
}

const announce = later(300, () => (part.live.textContent = part.sentence.textContent));

function fillTable() {
  part.table.replaceChildren(buildTable(state.film, state.choice));
}

// The clock

function play() {
  if (state.step === state.film.steps - 1) go(0);
  state.timer = setTimeout(tick, 1000 / Number(part.speed.value));
  showPlaying();
}

function tick() {
  go(state.step + 1);
  if (state.timer === null) return; // it was sent to a tab that is not shown
  if (state.step === state.film.steps - 1) return pause();
  state.timer = setTimeout(tick, 1000 / Number(part.speed.value));
}

function pause() {
  clearTimeout(state.timer);
  state.timer = null;
  showPlaying();
}

function showPlaying() {
  part.play.textContent = state.timer === null ? 'Play' : 'Pause';
  part.root.dataset.playing = String(state.timer !== null);
}

function go(step) {
  state.step = clamp(step, state.film.steps);
  draw();
}

function scrub(step) {
  pause();
  go(step);
}

// The pointer and the keys

function choose(layer, head) {
  state.choice = { layer, head: layer === null ? null : head };
  fillMenus(part, state.film, state.choice);
  refresh();
  if (layer !== null && head !== null) trigger('head_select', { layer, head });
}

const chosenOf = (select) => (select.value === '' ? null : Number(select.value));

part.layer.addEventListener('change', () => choose(chosenOf(part.layer), state.choice.head));
part.head.addEventListener('change', () => choose(state.choice.layer, chosenOf(part.head)));
part.play.addEventListener('click', () => (state.timer === null ? play() : pause()));
part.slider.addEventListener('input', () => scrub(Number(part.slider.value)));
part.chips.addEventListener('click', (event) => {
  const token = event.target.closest('button')?.dataset.token;
  if (token !== undefined) scrub(Number(token) - state.film.prompt);
});

part.map.addEventListener('pointermove', ({ offsetX, offsetY }) => {
  const { film, choice, step } = state;
  const [key, query] = [offsetX, offsetY].map((at) => Math.floor((at / part.map.clientWidth) * film.tokens));
  const known = key >= 0 && key <= query && query <= film.from(step);
  const weight = () => percent(film.row(choice, query)[key], false);
  part.readout.textContent = known ? `${quoted(film.labels[query])} → ${quoted(film.labels[key])}: ${weight()}` : '';
});

const MOVES = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/** Arrows, Home and End go through the steps, the space bar plays; menus and the slider have keys of their own. */
part.root.addEventListener('keydown', (event) => {
  const own = event.target.matches('select, input:not([type=range]), summary') || event.target.closest('.film-take, .film-tablebox');
  if (!state.film || own || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === ' ' && !event.target.matches('button')) part.play.click();
  else if (event.key in MOVES) scrub(state.step + MOVES[event.key]);
  else return;
  event.preventDefault();
});

part.details.addEventListener('toggle', () => part.details.open && state.film && fillTable());

// The page around it

(element.firstElementChild ?? element).replaceChildren(part.root);
element.scene = () => state.film && { value: { ...props.value, ...state.choice }, step: state.step };
new ResizeObserver(later(30, draw)).observe(part.root);
new MutationObserver(refresh).observe(document.body, { attributeFilter: ['class'] });
watch('value', onValue);
watch('taken', () => take?.taken(props.taken));
onValue();
