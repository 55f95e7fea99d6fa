// The next token: sliders, the stages from the model to the choice, and the likeliest tokens as bars.
// In scope: element, trigger, props, watch. After common.js, decoding_format.js, decoding_filters.js.

const SLIDER_STEPS = 100; // a slider goes so far; the box beside it goes all the way
const AXES = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]; // what the full width of the bars may stand for

const state = { payload: null, dist: null, text: [], settings: new Map(), stages: [], stage: null, focus: 0 };
let turn = 0;

const part = {
  prompt: make('div', { className: 'decoding-prompt' }),
  sliders: make('div', { className: 'decoding-sliders', role: 'group', 'aria-label': 'filters' }),
  stages: make('ol', { className: 'decoding-stages', 'aria-label': 'from the model to the choice, in order' }),
  rows: make('div', { className: 'decoding-rows', role: 'group', 'aria-label': 'the likeliest tokens; each can be added to the text' }),
  rest: make('p', { className: 'decoding-note decoding-rest' }),
  undo: make('button', { type: 'button', className: 'decoding-button', textContent: 'Undo last token', disabled: true }),
  reset: make('button', { type: 'button', className: 'decoding-button', textContent: 'Filters off' }),
  live: make('p', { className: 'decoding-live', 'aria-live': 'polite' }),
};
part.body = make('div', { className: 'ngpl-decoding decoding-next', hidden: true }, [
  part.prompt,
  make('div', { className: 'decoding-panes' }, [
    make('div', {}, [part.sliders, make('div', { className: 'decoding-buttons' }, [part.undo, part.reset])]),
    make('div', { className: 'decoding-bars' }, [part.stages, headRow(), part.rows, part.rest]),
  ]),
  part.live,
]);
const rows = [];
const controls = [];

// Sliders

function buildSliders(params) {
  part.sliders.replaceChildren(...params.filter((param) => FILTERS[param.filter]).map(slider));
}

/** The sliders, off or where a scene left them. */
function begin(params) {
  const settings = new Map(props.settings ?? []);
  state.stage = props.stage ?? null;
  buildSliders(params);
  for (const { filter, set } of controls) if (settings.has(filter)) set(settings.get(filter));
}

function slider(param) {
  const { name, label, help, low, high, step, default: off } = param;
  const title = { title: help, 'aria-label': label };
  const range = make('input', { type: 'range', min: low, max: low + Math.min((high - low) / step, SLIDER_STEPS) * step, step, value: off, ...title });
  const box = make('input', { type: 'number', min: low, max: high, step, value: off, ...title });
  const set = (value) => {
    range.value = box.value = value;
    state.settings.set(param.filter, value);
  };
  const read = (input) => {
    const value = Math.min(high, Math.max(low, Number(input.value)));
    if (input.value === '' || Number.isNaN(value)) return;
    state.settings.set(param.filter, param.type === 'int' ? Math.round(value) : value);
    (input === range ? box : range).value = value;
    refilter();
  };
  range.addEventListener('input', () => read(range));
  box.addEventListener('input', () => read(box));
  box.addEventListener('change', () => set(state.settings.get(param.filter)));
  set(off);
  controls.push({ filter: param.filter, set, off });
  return make('div', { className: 'decoding-slider', 'data-param': name }, [
    make('span', { textContent: label }), box, range, make('small', { textContent: help }),
  ]);
}

// Stages

function drawStages() {
  part.stages.replaceChildren(...state.stages.map((stage, i) => make('li', {}, [stageButton(stage, i)])));
}

function stageButton(stage, i) {
  const lost = i ? state.stages[i - 1].dist.ids.length - stage.dist.ids.length : 0;
  const kept = `${count(stage.dist.ids.length)} kept${lost ? ` (−${count(lost)})` : ''}`;
  const button = make('button', { type: 'button', 'aria-pressed': String(i === shownStage()), title: 'show the distribution at this stage' }, [
    make('b', { textContent: stageName(stage.name) }),
    make('span', { textContent: stage.changed ? kept : 'off' }),
    make('span', { textContent: stage.changed ? `entropy ${nats(stage.entropy)}` : '' }),
  ]);
  Object.assign(button.dataset, { stage: stage.name, kept: stage.dist.ids.length, entropy: stage.entropy });
  button.classList.toggle('off', !stage.changed);
  button.addEventListener('click', () => {
    state.stage = i === state.stages.length - 1 ? null : i;
    draw();
    part.stages.children[i].firstChild.focus();
  });
  return button;
}

const shownStage = () => state.stage ?? state.stages.length - 1;

// Rows

function headRow() {
  const names = ['rank', 'token', 'probability', 'log-prob', ''];
  return make('div', { className: 'decoding-row decoding-head', 'aria-hidden': 'true' }, names.map((textContent) => make('span', { textContent })));
}

/** The tokens to list: those kept at stage `last`, then those removed on the way, the latest removed first. */
function listed(last, most) {
  const found = new Map();
  for (let i = last; i >= 0 && found.size < most; i--) {
    const { ids } = state.stages[i].dist;
    for (let rank = 0; rank < ids.length && found.size < most; rank++) {
      if (!found.has(ids[rank])) found.set(ids[rank], { id: ids[rank], rank, removed: i < last ? state.stages[i + 1].name : null });
    }
  }
  return [...found.values()];
}

function drawRows() {
  const last = shownStage();
  const { dist, probs } = state.stages[last];
  const tokens = listed(last, state.payload.rows);
  const model = state.stages[0];
  const wanted = new Set(tokens.map(({ id }) => id));
  const own = new Map();
  model.dist.ids.forEach((id, i) => wanted.has(id) && own.set(id, model.probs[i]));
  const shown = tokens.map((token) => ({ ...token, prob: token.removed ? 0 : probs[token.rank], own: own.get(token.id) ?? 0 }));
  const most = Math.max(...shown.map((token) => Math.max(token.prob, token.own)));
  const axis = AXES.find((full) => full >= most) ?? 1;
  while (rows.length < shown.length) rows.push(buildRow(rows.length));
  part.rows.replaceChildren(...rows.slice(0, shown.length).map((row) => row.node));
  shown.forEach((token, i) => fillRow(rows[i], token, axis));
  const listedMass = shown.reduce((sum, token) => sum + token.prob, 0);
  const more = dist.ids.length - shown.filter((token) => !token.removed).length;
  const others = more ? `${count(more)} more tokens hold ${percent(Math.max(0, 1 - listedMass))}. ` : '';
  part.rest.textContent = `${others}Bars go to ${percent(axis)}; outlines are the model's own probabilities. Log-probabilities and entropy are in nats.`;
}

function buildRow(index) {
  const row = { rank: make('span'), token: make('span', { className: 'decoding-label', dir: 'auto' }), fill: make('i'), own: make('i', { className: 'own' }), cut: make('em'), prob: make('span'), logprob: make('span') };
  row.node = make('button', { type: 'button', className: 'decoding-row', tabIndex: index ? -1 : 0 }, [
    row.rank, row.token, row.prob, row.logprob, make('span', { className: 'decoding-bar' }, [row.fill, row.own, row.cut]),
  ]);
  row.node.addEventListener('click', () => trigger('choose', { id: row.id }));
  row.node.addEventListener('focus', () => moveTo(index));
  return row;
}

function fillRow(row, { id, rank, removed, prob, own }, axis) {
  const label = state.payload.labels[id] ?? `#${id}`;
  row.id = id;
  row.rank.textContent = removed ? '–' : rank + 1;
  row.token.replaceChildren(...visibleNodes(label));
  row.fill.style.width = `${(100 * prob) / axis}%`;
  row.own.style.width = `${(100 * own) / axis}%`;
  row.prob.textContent = percent(prob);
  row.cut.textContent = removed ? `cut by ${stageName(removed)}` : '';
  row.logprob.textContent = removed ? '−∞' : nats(Math.log(prob));
  row.node.classList.toggle('removed', Boolean(removed));
  row.node.title = `${quoted(label)} (id ${id}): the model gives it ${percent(own)}. Click to add it to the text.`;
  const said = removed ? `removed by ${stageName(removed)}` : `rank ${rank + 1}, ${percent(prob)}, log-probability ${nats(Math.log(prob))}`;
  row.node.setAttribute('aria-label', `${visible(label)}: ${said}`);
  Object.assign(row.node.dataset, { id, prob });
}

function moveTo(index) {
  rows.forEach((row, i) => (row.node.tabIndex = i === index ? 0 : -1));
}

part.rows.addEventListener('keydown', (event) => {
  const at = rows.findIndex((row) => row.node === event.target);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: part.rows.children.length - 1 }[event.key];
  if (event.key === 'Backspace' && !part.undo.disabled) trigger('undo', {});
  if (to === undefined || !part.rows.children[to]) return;
  event.preventDefault();
  part.rows.children[to].focus();
});

// What changes

function refilter() {
  if (!state.dist) return;
  const names = state.payload.filters.map((param) => param.filter).filter((name) => FILTERS[name]);
  state.stages = stagesOf(state.dist, names.map((name) => [name, state.settings.get(name)]), state.text);
  draw();
}

function draw() {
  const started = performance.now();
  drawStages();
  drawRows();
  part.body.dataset.drawn = (performance.now() - started).toFixed(1);
}

async function onValue() {
  const mine = ++turn;
  const payload = props.value;
  if (!payload || !payload.logits) return;
  const logits = await floats(payload.logits);
  if (mine !== turn) return;
  if (!controls.length) begin(payload.filters);
  Object.assign(state, { payload, dist: distribution(logits), text: payload.seen });
  part.prompt.replaceChildren(...promptNodes(payload.prompt));
  part.undo.disabled = !payload.undo;
  part.body.hidden = false;
  refilter();
  const best = state.stages.at(-1);
  part.live.textContent = `Likeliest next token: ${visible(payload.labels[best.dist.ids[0]] ?? '')}, ${percent(best.probs[0])}`;
}

part.undo.addEventListener('click', () => trigger('undo', {}));
part.reset.addEventListener('click', () => {
  controls.forEach(({ set, off }) => set(off));
  refilter();
});
element.replaceChildren(part.body);
element.scene = () => state.payload && { value: state.payload, settings: [...state.settings], stage: state.stage };
watch('value', onValue);
onValue();
