// A deck: the page around the frame, and the document in it.

const BUTTONS = [
  ['previous', '◀', 'the scene before (PageUp or B)'],
  ['next', '▶', 'the next scene (PageDown, N or the space bar)'],
  ['play', 'Play', 'one scene after the other by themselves (R)'],
  ['tell', 'Note', 'the speaker’s note (S)'],
  ['smaller', 'A−', 'smaller (−)'],
  ['larger', 'A+', 'larger (+)'],
  ['shade', '◐', 'light or dark (D)'],
  ['fill', 'Full', 'full screen (F)'],
  ['close', '✕', 'close (Escape)'],
];

function buildDeck(closes) {
  const entry = ([act, textContent, title]) => [act, make('button', { type: 'button', textContent, title, 'aria-label': title, 'data-act': act })];
  const buttons = Object.fromEntries(BUTTONS.map(entry));
  const part = {
    title: make('h2'),
    text: make('p', { className: 'deck-text', dir: 'auto' }),
    model: make('p', { className: 'deck-model' }),
    stage: make('div', { className: 'deck-stage' }),
    note: make('p', { className: 'deck-note', dir: 'auto' }),
    count: make('output', { className: 'deck-count', 'aria-live': 'polite' }),
    play: buttons.play,
    tell: buttons.tell,
  };
  for (const node of [part.play, part.tell]) node.setAttribute('aria-pressed', 'false');
  buttons.close.hidden = !closes;
  const { previous, ...others } = buttons;
  const bar = make('div', { className: 'deck-bar', role: 'toolbar', 'aria-label': 'presentation' }, [previous, part.count, ...Object.values(others)]);
  const head = make('header', {}, [make('div', {}, [part.title, part.text]), part.model]);
  part.root = make('section', { className: 'ngpl-deck', role: 'dialog', 'aria-modal': 'true', 'aria-label': 'presentation' }, [head, part.stage, part.note, bar]);
  return part;
}

/** The document of one scene, light or dark, with canvases of `ratio` pixels for a CSS pixel. */
function stageOf(parts, { pictures }, { ratio, dark }) {
  const views = [...new Set(pictures.map(({ view }) => view))];
  return filled(parts.stage, {
    RATIO: String(ratio),
    DARK: String(dark),
    STYLE: [...new Set(views.map((view) => parts.styles[view]))].join(''),
    MESSAGE: inert(pictures),
    VIEWS: views.map((view) => `${JSON.stringify(view)}: (element, trigger, props, watch) => {\n${parts.views[view]}\n},`).join('\n'),
  });
}

/** A template with its marks filled in, all at once: what is put in is not looked through. */
function filled(template, values) {
  return template.replace(/@([A-Z]+)@/g, (mark, name) => values[name] ?? mark);
}

/** JSON that no HTML parser takes for markup; as `inert` in ngpl/plots/offline.py. */
function inert(value) {
  return JSON.stringify(value).replace(/[<>&]/g, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}
