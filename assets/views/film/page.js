// The film: the page around the pictures.

const SPEEDS = { 1: 'slow', 2: 'usual', 4: 'fast', 8: 'very fast' }; // steps a second

/** The empty page: {root, play, slider, ...}. */
function buildPage() {
  const part = {
    play: make('button', { type: 'button', className: 'film-button film-play', textContent: 'Play' }),
    slider: make('input', { type: 'range', min: 0, step: 1, 'aria-label': 'step' }),
    count: make('output', { className: 'film-count' }),
    speed: make('select', {}, Object.entries(SPEEDS).map(([value, text]) => make('option', { value, textContent: text }))),
    layer: make('select', {}),
    head: make('select', {}),
    take: make('div', { className: 'film-take' }),
    chips: make('div', { className: 'film-text', tabIndex: 0, role: 'group', 'aria-label': 'the text so far' }),
    candidates: make('tbody', {}),
    map: make('canvas', { tabIndex: 0, role: 'application' }),
    readout: make('p', { className: 'film-faint film-readout' }),
    sentence: make('p', { className: 'film-sentence', dir: 'auto' }),
    note: make('p', { className: 'film-faint' }),
    table: make('div', { className: 'film-tablebox', tabIndex: 0, role: 'region', 'aria-label': 'all steps as a table' }),
    live: make('p', { className: 'film-live', 'aria-live': 'polite' }),
    empty: make('p', { className: 'film-empty', textContent: 'There is nothing to show yet.' }),
  };
  part.details = make('details', {}, [make('summary', { textContent: 'All steps as a table' }), part.table]);
  part.mapPane = make('div', { className: 'film-pane film-map' }, [heading('Where each token looks'), part.map, part.readout]);
  part.body = make('div', { hidden: true }, [bar(part), panes(part), part.sentence, part.note, part.details]);
  part.root = make('section', { className: 'ngpl-film', 'aria-label': 'the text while it is written' }, [part.body, part.empty, part.live]);
  return part;
}

const heading = (text) => make('h3', { textContent: text });
const field = (caption, control) => make('label', { className: 'film-field' }, [make('span', { textContent: caption }), control]);

function bar(part) {
  return make('div', { className: 'film-bar' }, [
    part.play,
    make('div', { className: 'film-track' }, [part.slider, part.count]),
    field('Speed', part.speed),
    field('Layer', part.layer),
    field('Head', part.head),
    part.take,
  ]);
}

function panes(part) {
  const titles = ['candidate', 'the model', 'after filters'].map((text) => make('th', { scope: 'col', textContent: text }));
  const table = make('table', { className: 'film-candidates' }, [
    make('caption', { textContent: 'The likeliest tokens at this step; ✓ is the one chosen' }),
    make('thead', {}, [make('tr', {}, titles)]),
    part.candidates,
  ]);
  return make('div', { className: 'film-panes' }, [
    make('div', { className: 'film-pane' }, [heading('The text so far'), part.chips, heading('What may come next'), table]),
    part.mapPane,
  ]);
}

/** The menus of layers and heads; a mean is a choice as well. */
function fillMenus(part, film, { layer, head }) {
  const fill = (select, whole, count, chosen) => {
    const entries = [['', whole], ...Array.from({ length: count }, (_, at) => [String(at), String(at)])];
    select.replaceChildren(...entries.map(([value, textContent]) => make('option', { value, textContent })));
    select.value = chosen === null ? '' : String(chosen);
  };
  fill(part.layer, 'mean of all', film.n_layer, layer);
  fill(part.head, 'mean', layer === null ? 0 : film.n_head, layer === null ? null : head);
  part.head.disabled = layer === null;
}

/** All tokens as chips; a written one takes the film to its step. */
function buildChips(box, film) {
  const chips = film.labels.map((label, token) => {
    const written = token >= film.prompt;
    const properties = { className: 'film-chip', textContent: label, dir: 'auto', 'data-token': token };
    return make(written ? 'button' : 'span', written ? { ...properties, type: 'button', tabIndex: -1 } : properties);
  });
  box.replaceChildren(...chips.flatMap((chip) => (chip.textContent.includes('↵') ? [chip, document.createElement('br')] : [chip])));
  return chips;
}

/** A row a step: what was looked from, what was chosen and how probable it was, and what was looked at most. */
function buildTable(film, choice) {
  const cell = (tag, textContent, more = {}) => make(tag, { textContent, dir: 'auto', ...more });
  const heads = ['step', 'after', 'chosen', 'probability', 'rank', 'entropy, nats', `most looked at (${subjectOf(film, choice)})`];
  const body = film.candidates.map((_, step) => {
    const q = film.from(step);
    const { label, prob } = film.candidatesOf(step)[film.places[step]];
    const [best] = strongest(film.row(choice, q).map((weight, token) => ({ token, weight })), 1);
    const values = [film.labels[q], label, percent(prob, true), film.ranks[step], film.entropy[step].toFixed(2), `${film.labels[best.token]} ${percent(best.weight, false)}`];
    return make('tr', {}, [cell('th', step + 1, { scope: 'row' }), ...values.map((value) => cell('td', value))]);
  });
  return make('table', {}, [make('thead', {}, [make('tr', {}, heads.map((text) => cell('th', text, { scope: 'col' })))]), make('tbody', {}, body)]);
}
