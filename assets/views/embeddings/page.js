// The embedding map, part 4 of 6: the page around the canvases, and the lists beside them.

function buildPage() {
  const button = (text, label, pressed) =>
    make('button', { type: 'button', textContent: text, 'aria-label': label, title: label, ...(pressed === undefined ? {} : { 'aria-pressed': String(pressed) }) });
  const part = {
    about: make('p', { className: 'embedding-about' }),
    flat: button('2-D', 'the first two components', true),
    deep: button('3-D', 'the first three components: drag to turn', false),
    path: button('Text path', 'join the tokens of the text in their order', true),
    names: button('Names', 'write names beside tokens where there is room', true),
    nearer: button('+', 'zoom in'),
    farther: button('−', 'zoom out'),
    center: button('Centre', 'put the selected token in the middle'),
    whole: button('Whole map', 'show the whole map'),
    png: button('PNG', 'save the map as a picture'),
    csv: button('CSV', 'save the coordinates of all tokens as a table'),
    legend: make('div', { className: 'embedding-legend', role: 'group', 'aria-label': 'kinds of tokens; press to hide or show' }),
    base: make('canvas', { 'aria-hidden': 'true' }),
    over: make('canvas', { tabIndex: 0, role: 'application', 'aria-label': MAP_LABEL }),
    tip: make('div', { className: 'embedding-tip', hidden: true, dir: 'auto' }),
    note: make('p', { className: 'embedding-note' }),
    near: make('section', { className: 'embedding-near', 'aria-label': 'nearest neighbours' }),
    sum: make('section', { className: 'embedding-sum', 'aria-label': 'result of the sum', hidden: true }),
    text: make('div', { className: 'embedding-text', role: 'group', 'aria-label': 'the text, token by token' }),
    live: make('p', { className: 'embedding-live', 'aria-live': 'polite' }),
    empty: make('p', { className: 'embedding-note', textContent: 'The map is on its way.' }),
  };
  part.stage = make('div', { className: 'embedding-stage' }, [part.base, part.over, part.tip]);
  part.body = make('div', { hidden: true }, [
    part.about,
    make('div', { className: 'embedding-tools' }, [
      group('dimensions', [part.flat, part.deep]),
      group('shown', [part.path, part.names]),
      group('view', [part.nearer, part.farther, part.center, part.whole]),
      group('save', [part.png, part.csv]),
    ]),
    part.legend,
    make('div', { className: 'embedding-panes' }, [
      make('div', { className: 'embedding-map' }, [part.stage, part.note, marksLegend(), part.text]),
      make('div', { className: 'embedding-lists' }, [part.near, part.sum]),
    ]),
  ]);
  part.root = make('section', { className: 'ngpl-vectors ngpl-embeddings', 'aria-label': 'embedding map' }, [part.body, part.empty, part.live]);
  return part;
}

const MAP_LABEL = 'Map of the vocabulary. Arrow keys move or turn it, plus and minus zoom, 0 shows the whole. Enter selects the token in the middle.';

function group(label, children) {
  return make('span', { className: 'embedding-group', role: 'group', 'aria-label': label }, children);
}

function marksLegend() {
  const entry = (name, text) => make('span', {}, [make('i', { className: `embedding-sign ${name}`, 'aria-hidden': 'true' }), text]);
  return make('p', { className: 'embedding-note embedding-signs' }, [
    entry('text', 'the text, numbered in order'),
    entry('picked', 'selected'),
    entry('near', 'its neighbours'),
    entry('sum', 'the sum (filled) and its neighbours'),
  ]);
}

/** One button a kind that the vocabulary has; pressed: shown. */
function buildLegend(box, vocabulary, hidden, theme) {
  const entries = vocabulary.kindNames.flatMap((name, kind) => {
    if (!vocabulary.counts[kind]) return [];
    const icon = make('canvas', { className: 'embedding-icon', 'aria-hidden': 'true' });
    kindIcon(icon, kind, theme.kinds[kind]);
    const text = `${name} ${vocabulary.counts[kind].toLocaleString('en')}`;
    return [make('button', { type: 'button', 'data-kind': kind, 'aria-pressed': String(!hidden.has(kind)) }, [icon, text])];
  });
  box.replaceChildren(...entries);
}

/** The text as chips; one of them is a stop of the Tab key, arrows go on from there. */
function buildChips(box, text) {
  if (!text.ids.length) {
    box.replaceChildren(make('p', { className: 'embedding-note', textContent: 'There is no text. Type one above to see its tokens on the map.' }));
    return [];
  }
  const stop = text.token ?? 0;
  const chips = text.labels.map((label, at) => {
    const node = chip(label, at, { 'aria-pressed': String(at === text.token), tabIndex: at === stop ? 0 : -1, title: `token ${at}, id ${text.ids[at]}` });
    node.dataset.token = at;
    return node;
  });
  box.replaceChildren(...chips);
  return chips;
}

/** A row a token of the text: where it is on the map. */
function textTable(vocabulary, { ids, labels }) {
  const places = (id) => Array.from(vocabulary.points.subarray(3 * id, 3 * id + 3), (value) => value.toFixed(3).replace('-', '−'));
  const rows = ids.map((id, at) => [`${at} ${visible(labels[at])}`, id, vocabulary.kind(id), ...places(id)]);
  return tableNode(['token', 'id', 'kind', 'PC 1', 'PC 2', 'PC 3'], rows);
}

/** The list of neighbours of the selected token. */
function writeNear(part, vocabulary, near, act) {
  if (!near || near.id === null) {
    const hint = 'Click a point, a token of the text, or search: its nearest neighbours are listed here.';
    part.near.replaceChildren(make('h3', { textContent: 'Nearest neighbours' }), make('p', { className: 'embedding-note', textContent: hint }));
    return;
  }
  const title = make('h3', {}, ['Nearest to ', token(vocabulary, near.id)]);
  const details = make('p', { className: 'embedding-note', textContent: `id ${near.id} · ${vocabulary.kind(near.id)} · cosine of the embeddings, in all dimensions` });
  const sides = group('use it in a sum', [
    make('button', { type: 'button', textContent: '+ to plus', onclick: () => act.operand(near.id, 'plus') }),
    make('button', { type: 'button', textContent: '− to minus', onclick: () => act.operand(near.id, 'minus') }),
  ]);
  if (near.twin !== null) sides.append(twinButton(vocabulary, near.twin, act));
  part.near.replaceChildren(title, details, sides, neighbourList(vocabulary, near.neighbours, act));
}

function twinButton(vocabulary, id, act) {
  const how = vocabulary.raw[id].startsWith(' ') ? 'with a space: ' : 'without the space: ';
  return make('button', { type: 'button', onclick: () => act.pick(id) }, [how, token(vocabulary, id)]);
}

/** The list of what is nearest to a sum. */
function writeSum(part, vocabulary, sum, act) {
  part.sum.hidden = !sum;
  if (!sum) return;
  const terms = [...sum.plus.map((id) => ['+', id]), ...sum.minus.map((id) => ['−', id])];
  const formula = terms.flatMap(([sign, id], i) => [i || sign === '−' ? ` ${sign} ` : '', token(vocabulary, id)]);
  const close = make('button', { type: 'button', className: 'embedding-close', textContent: '×', 'aria-label': 'remove the sum', onclick: act.clearSum });
  const details = 'Every embedding is brought to length one first; the tokens of the sum are left out.';
  part.sum.replaceChildren(
    make('h3', {}, ['Nearest to ', ...formula, close]),
    make('p', { className: 'embedding-note', textContent: details }),
    neighbourList(vocabulary, sum.neighbours, act),
  );
}

function token(vocabulary, id) {
  return make('bdi', { className: 'embedding-token' }, visibleNodes(vocabulary.raw[id]));
}

function neighbourList(vocabulary, rows, act) {
  const items = rows.map(({ id, cosine }) => {
    const bar = make('span', { className: 'embedding-bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--share', `${(100 * Math.abs(cosine)).toFixed(1)}%`);
    bar.classList.toggle('negative', cosine < 0);
    const value = cosine.toFixed(3).replace('-', '−');
    const row = make('button', { type: 'button', 'data-id': id, onclick: () => act.pick(id) }, [
      token(vocabulary, id),
      bar,
      make('span', { className: 'embedding-cosine', textContent: value }),
      make('span', { className: 'embedding-id', textContent: `id ${id}` }),
    ]);
    row.addEventListener('pointerenter', () => act.hover(id));
    row.addEventListener('pointerleave', () => act.hover(null));
    row.addEventListener('focus', () => act.hover(id));
    row.addEventListener('blur', () => act.hover(null));
    return make('li', {}, [row]);
  });
  return make('ol', {}, items);
}

/** "Nearest to “·cat”: “·dog” 0.61, ..." for those who listen. */
function spoken(vocabulary, near) {
  if (!near || near.id === null) return 'no token selected';
  const names = near.neighbours.slice(0, 5).map(({ id, cosine }) => `“${vocabulary.label(id)}” ${cosine.toFixed(2)}`);
  return `Nearest to “${vocabulary.label(near.id)}”: ${names.join(', ')}`;
}
