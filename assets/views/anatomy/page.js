// Inside a head, part 4 of 5: the page around the tables.

const COUNTS = [6, 8, 12, 16, 24, 32]; // tokens that can be shown at a time

function buildPage() {
  const part = {
    layer: make('select', { 'aria-label': 'layer' }),
    head: make('select', { 'aria-label': 'head' }),
    palette: make('select', { 'aria-label': 'colours' }),
    count: make('select', { 'aria-label': 'tokens shown' }),
    query: make('input', { type: 'range', min: 0, 'aria-label': 'first query shown' }),
    key: make('input', { type: 'range', min: 0, 'aria-label': 'first key shown' }),
    window: make('p', { className: 'anatomy-note' }),
    pair: make('p', { className: 'anatomy-pair', dir: 'auto' }),
    readout: make('p', { className: 'anatomy-note', dir: 'auto' }),
    steps: make('div', { className: 'anatomy-steps', role: 'group', 'aria-label': 'steps; arrow keys go from one to the next' }),
    stages: make('div', { className: 'anatomy-stages' }),
    check: make('p', { className: 'anatomy-check' }),
    live: make('p', { className: 'anatomy-live', 'aria-live': 'polite' }),
    empty: make('p', { className: 'anatomy-empty', textContent: 'Type a text at the top to see what a head computes.' }),
    badge: make('span', { className: 'anatomy-badge' }),
  };
  part.modes = modes();
  part.tools = make('div', { className: 'anatomy-tools' });
  part.heads = [field('Layer', part.layer), field('Head', part.head)];
  const controls = [...part.heads, field('Steps', part.modes.box), field('Colours', part.palette), part.badge, part.tools];
  part.windows = make('div', { className: 'anatomy-controls' }, [field('Tokens shown', part.count), field('Queries from', part.query), field('Keys from', part.key), part.window]);
  const chosen = make('div', { className: 'anatomy-chosen' }, [part.steps, part.pair, part.readout]);
  part.body = make('div', { hidden: true }, [make('div', { className: 'anatomy-controls' }, controls), part.windows, chosen, part.stages, part.check]);
  part.root = make('section', { className: 'ngpl-anatomy', 'aria-label': 'inside a head' }, [part.body, part.empty, part.live]);
  return part;
}

function field(caption, control) {
  const tag = control.tagName === 'SPAN' ? 'div' : 'label';
  return make(tag, { className: 'anatomy-field' }, [make('span', { textContent: caption }), control]);
}

/** All steps at once, or one at a time. */
function modes() {
  const entries = { all: 'all at once', one: 'one at a time' };
  const buttons = Object.entries(entries).map(([value, text]) => make('button', { type: 'button', value, textContent: text }));
  return { buttons, box: make('span', { className: 'anatomy-modes', role: 'group', 'aria-label': 'how many steps are shown' }, buttons) };
}

function fillSelect(select, entries, value) {
  select.replaceChildren(...entries.map(([entry, text]) => make('option', { value: String(entry), textContent: text })));
  select.value = String(value);
}

const numbered = (count) => [...Array(count).keys()].map((i) => [i, String(i)]);

/** One button a step, of which one is a stop of the Tab key. */
function fillSteps(box, a) {
  const buttons = a.stages.map((stage, i) => make('button', { type: 'button', tabIndex: -1, textContent: `${i + 1} ${titleOf(stage)}`, 'data-step': i }));
  box.replaceChildren(...buttons);
}

/** A step: what it is called, what it does, its table, and the arithmetic of the chosen pair. */
function buildStage(stage, i) {
  const formula = make('span', { className: 'anatomy-formula', textContent: FORMULAS[stage.name] ?? '' });
  const box = {
    stage,
    scroll: make('div', { className: 'anatomy-scroll' }),
    sum: make('p', { className: 'anatomy-sum', dir: 'auto' }),
  };
  const title = make('h4', {}, [`${i + 1}. ${titleOf(stage)} `, formula]);
  box.root = make('div', { className: 'anatomy-stage', role: 'group', 'aria-label': `step ${i + 1}: ${titleOf(stage)}`, 'data-stage': stage.name }, [
    title,
    make('p', { className: 'anatomy-note', textContent: `${capital(stage.about)}.` }),
    box.scroll,
    box.sum,
  ]);
  return box;
}
