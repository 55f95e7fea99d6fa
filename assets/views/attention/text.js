// The attention picture, part 4 of 5: the page around the canvases, and the text as chips that shade.

/** The empty page of the picture: {root, title, badge, ...}. */
function buildPage() {
  const part = {
    title: make('h3', { className: 'attention-title' }),
    badge: make('span', {
      className: 'attention-badge',
      textContent: 'implied map of linear attention: derived from the feature maps, not a softmax',
    }),
    sqrt: scaleButton('sqrt', 'square root: small weights show'),
    linear: scaleButton('linear', 'linear: twice the weight is twice as far along the ramp'),
    bar: make('canvas', { role: 'img', 'aria-label': 'colours of the weights, from 0 to 100 percent' }),
    grid: interactiveCanvas('All heads of all layers. Arrow keys choose a head.'),
    gridNote: make('p', { className: 'attention-note' }),
    map: interactiveCanvas('Map of the chosen head. Arrow keys move over the weights, Enter pins a query.'),
    readout: make('p', { className: 'attention-readout' }),
    mapNote: make('p', { className: 'attention-note', textContent: 'Rows are queries, columns are keys.' }),
    sentence: make('p', { className: 'attention-sentence' }),
    chips: make('div', { className: 'attention-text', role: 'group', 'aria-label': 'the text, token by token' }),
    live: make('p', { className: 'attention-live', 'aria-live': 'polite' }),
    empty: make('p', { className: 'attention-empty', textContent: 'Type a text at the top to see where every head looks.' }),
  };
  part.body = make('div', { className: 'attention-body', hidden: true }, [
    make('div', { className: 'attention-head' }, [part.title, part.badge, scaleBox(part)]),
    make('div', { className: 'attention-panes' }, [
      make('div', { className: 'attention-grid' }, [make('div', { className: 'attention-scroll' }, [part.grid]), part.gridNote]),
      make('div', { className: 'attention-map' }, [part.map, part.readout, part.mapNote]),
      make('div', { className: 'attention-words' }, [legend(), part.chips, part.sentence]),
    ]),
  ]);
  part.root = make('section', { className: 'ngpl-attention', 'aria-label': 'attention' }, [part.body, part.empty, part.live]);
  return part;
}

function interactiveCanvas(label) {
  return make('canvas', { tabIndex: 0, role: 'application', 'aria-label': label });
}

function scaleButton(name, title) {
  return make('button', { type: 'button', textContent: name, title, 'aria-pressed': 'false' });
}

function scaleBox(part) {
  const buttons = make('span', { className: 'attention-scale', role: 'group', 'aria-label': 'scale of the colours' });
  buttons.append(part.sqrt, part.linear);
  return make('div', { className: 'attention-colors' }, [part.bar, buttons]);
}

function legend() {
  const entry = (name, text) => make('span', {}, [make('i', { className: `attention-swatch ${name}` }), text]);
  return make('p', { className: 'attention-note' }, [entry('look', 'what it looks at'), entry('looked', 'what looks at it')]);
}

/** One button a token; only one of them is a stop of the Tab key, arrows go on from there. */
function buildChips(box, maps) {
  const chips = maps.labels.map((label, token) =>
    make('button', { type: 'button', className: 'attention-chip', textContent: label, dir: 'auto', tabIndex: token ? -1 : 0, 'data-token': token }),
  );
  box.replaceChildren(...chips.flatMap((chip) => (chip.textContent.includes('↵') ? [chip, document.createElement('br')] : [chip])));
  return chips;
}

/** Shades the text: earlier tokens by what `token` looks at, later ones by how they look at it. */
function shadeChips(chips, maps, { layer, head }, token, key, scale, pinned) {
  const exact = maps.isExact(layer, head);
  chips.forEach((chip, other) => {
    const looked = token !== null && other > token;
    const weight = token === null ? 0 : looked ? maps.weight(layer, head, other, token) : maps.weight(layer, head, token, other);
    const share = Math.min(1, scale === 'linear' ? weight : Math.sqrt(weight));
    chip.style.setProperty('--share', `${Math.round(100 * share)}%`);
    chip.classList.toggle('looked', looked);
    chip.classList.toggle('self', other === token);
    chip.classList.toggle('key', key !== token && other === key);
    chip.setAttribute('aria-pressed', String(other === pinned));
    chip.title = token === null ? '' : percent(weight, exact);
  });
}

/** "layer 2 head 3: “it” looks 71 % at “cat”, ...; “ran” looks most at it (44 %)". */
function describeToken(maps, { layer, head }, token) {
  const exact = maps.isExact(layer, head);
  const at = strongest(lookedAt(maps, layer, head, token), 3).filter((entry, i) => !i || entry.weight >= 0.05);
  const parts = at.map((entry, i) => `${i ? '' : 'looks '}${percent(entry.weight, exact)} at ${named(maps, entry.token, token)}`);
  const [looker] = strongest(lookers(maps, layer, head, token), 1);
  const back = looker ? `; of what follows, ${named(maps, looker.token)} looks most at it (${percent(looker.weight, exact)})` : '';
  return `layer ${layer} head ${head}: ${named(maps, token)} ${parts.join(', ')}${back}.`;
}

function describeCell(maps, { layer, head }, { query, key }) {
  const weight = percent(maps.weight(layer, head, query, key), maps.isExact(layer, head));
  return `query ${query} ${quoted(maps.labels[query])} → key ${key} ${quoted(maps.labels[key])}: ${weight}`;
}

/** A token inside a sentence, without the mark of the space before it. */
function named(maps, token, self = null) {
  return token === self ? 'itself' : quoted(maps.labels[token].replace(/^·(?=.)/u, ''));
}
