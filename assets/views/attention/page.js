// The attention picture: the page around the canvases.

const IMPLIED = 'implied map of linear attention: derived from the feature maps, not a softmax';

/** The empty page of the picture: {root, title, badge, ...}. */
function buildPage() {
  const part = {
    title: make('h3', { className: 'attention-title' }),
    tags: make('span', { className: 'attention-tags' }),
    badge: make('span', { className: 'attention-badge', textContent: IMPLIED }),
    grid: interactiveCanvas('All heads of all layers. Arrow keys choose a head, Space adds it to others or takes it away, L adds its layer, A all heads.'),
    gridNote: make('p', { className: 'attention-note' }),
    marks: make('p', { className: 'attention-note attention-marks' }),
    map: interactiveCanvas('Map of the chosen head. Arrow keys move over the weights, Enter pins a query.'),
    readout: make('p', { className: 'attention-readout' }),
    treatment: make('p', { className: 'attention-note attention-treatment' }),
    lines: interactiveCanvas('Lines from token to token. Up and down choose a token, left and right the side, Enter pins it.'),
    linesTall: make('div', { className: 'attention-lines-tall' }),
    sentence: make('p', { className: 'attention-sentence' }),
    chips: make('div', { className: 'attention-text', role: 'group', 'aria-label': 'the text, token by token' }),
    live: make('p', { className: 'attention-live', 'aria-live': 'polite' }),
    empty: make('p', { className: 'attention-empty', textContent: 'Type a text at the top to see where every head looks.' }),
  };
  part.body = make('div', { className: 'attention-body', hidden: true }, [
    make('div', { className: 'attention-head' }, [part.title, part.tags, part.badge]),
    toolbar(part),
    panes(part),
    make('div', { className: 'attention-more' }, [tableOf(part, 'weights', 'This map as a table'), tableOf(part, 'heads', 'All heads as a table'), caveat()]),
  ]);
  part.root = make('section', { className: 'ngpl-attention', 'aria-label': 'attention' }, [part.body, part.empty, part.live]);
  return part;
}

function panes(part) {
  part.linesTall.append(part.lines);
  part.linesScroll = make('div', { className: 'attention-lines-scroll' }, [part.linesTall]);
  part.mapPane = make('div', { className: 'attention-map' }, [part.map]);
  part.linesPane = make('div', { className: 'attention-lines' }, [
    make('div', { className: 'attention-sides' }, [note('looks'), note('is looked at')]),
    part.linesScroll,
  ]);
  const heads = make('div', { className: 'attention-scroll' }, [part.grid]);
  part.gridPane = make('div', { className: 'attention-grid' }, [headbar(part), heads, part.gridNote, part.marks]);
  return make('div', { className: 'attention-panes' }, [
    part.gridPane,
    make('div', { className: 'attention-words' }, [legend(), part.chips, part.sentence]),
    make('div', { className: 'attention-pictures' }, [
      make('div', { className: 'attention-pair' }, [part.mapPane, part.linesPane]),
      part.readout,
      part.treatment,
    ]),
  ]);
}

const note = (text) => make('p', { className: 'attention-note', textContent: text });

function interactiveCanvas(label) {
  return make('canvas', { tabIndex: 0, role: 'application', 'aria-label': label });
}

function legend() {
  const entry = (name, text) => make('span', {}, [make('i', { className: `attention-swatch ${name}` }), text]);
  return make('p', { className: 'attention-note' }, [entry('look', 'what it looks at'), entry('looked', 'what looks at it')]);
}

/** A table that is made when it is opened: `part[`${name}Table`]` is its <details>, `part[`${name}Box`]` the place. */
function tableOf(part, name, title) {
  part[`${name}Box`] = make('div', { className: 'attention-tablebox', tabIndex: 0, role: 'region', 'aria-label': title });
  part[`${name}Table`] = make('details', {}, [make('summary', { textContent: title }), part[`${name}Box`]]);
  return part[`${name}Table`];
}

const CAVEAT =
  'A weight says from where a head takes information in this pass. It does not say why the model answers as it does: other weights can lead ' +
  'to the same answer, what is taken can be small or undone by later layers, and the residual stream carries tokens past every head. Take a ' +
  'map as a hint, and test it by changing something: switch a head off, or replace a token. What attention explains, and what it does not: ' +
  'S. Jain and B. Wallace, “Attention is not Explanation”, 2019 (arXiv 1902.10186); S. Wiegreffe and Y. Pinter, “Attention is not not ' +
  'Explanation”, 2019 (arXiv 1908.04626).';

function caveat() {
  return make('details', {}, [make('summary', { textContent: 'What a map does not show' }), make('p', { textContent: CAVEAT })]);
}
