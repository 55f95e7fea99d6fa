// The attention picture: the controls of its toolbars.

/** A caption above a control, which is its name too: without the entries and numbers that stand in it. */
function field(caption, control) {
  (control.querySelector('input') ?? control).setAttribute('aria-label', caption);
  return make('label', { className: 'attention-field' }, [make('span', { textContent: caption }), control]);
}

/** A menu; `fill(entries, value)` gives it its entries [value, text]. */
function menu(act, className = '') {
  const select = make('select', { className: `attention-menu ${className}` });
  select.addEventListener('change', () => act(select.value));
  select.fill = (entries, value) => {
    const same = select.options.length === entries.length && entries.every(([entry, text], i) => select.options[i].value === entry && select.options[i].text === text);
    if (!same) select.replaceChildren(...entries.map(([entry, text]) => make('option', { value: entry, textContent: text })));
    if (select.value !== value) select.value = value;
  };
  return select;
}

/** Buttons of which one is pressed: `entries` {value: [text, title]}; `press(value)` shows which. */
function segments(caption, entries, act) {
  const buttons = Object.entries(entries).map(([value, [text, title]]) => {
    const button = make('button', { type: 'button', textContent: text, title, value });
    button.addEventListener('click', () => act(value));
    return button;
  });
  const box = make('span', { className: 'attention-scale', role: 'group', 'aria-label': caption }, buttons);
  box.press = (value) => buttons.forEach((button) => button.setAttribute('aria-pressed', String(button.value === value)));
  return box;
}

/** A captioned group that is no label: its buttons have names of their own. */
function group(caption, control) {
  return make('div', { className: 'attention-field' }, [make('span', { textContent: caption, 'aria-hidden': 'true' }), control]);
}

function button(text, title, act) {
  const node = make('button', { type: 'button', className: 'attention-button', textContent: text, title });
  node.addEventListener('click', act);
  return node;
}

/** The slider "largest weights until X %". */
function shareSlider(act) {
  const range = make('input', { type: 'range', min: 0.1, max: 1, step: 0.01 });
  const said = make('output', {});
  range.addEventListener('input', () => act(Number(range.value)));
  const box = make('span', { className: 'attention-slider' }, [range, said]);
  box.show = (value) => {
    if (Number(range.value) !== value) range.value = value;
    said.textContent = asPercent(value);
    range.setAttribute('aria-valuetext', value === 1 ? 'all weights' : `the largest weights of each row until ${asPercent(value)}`);
  };
  return box;
}

const PICTURES = { map: ['map', 'rows are queries, columns keys'], lines: ['lines', 'from each token to those it looks at'], both: ['both', 'the map, and lines beside it'] };
const SCALES = { sqrt: ['sqrt', 'square root: small weights show'], linear: ['linear', 'linear: twice the weight is twice as far along the ramp'] };
const SINGLY = 'none';
const MODES = { one: ['one', 'a click chooses one head'], several: ['several', 'a click adds a head or takes it away; Ctrl+click does it at any time'] };

/** How the chosen map is drawn: one row that wraps. */
function toolbar(part) {
  part.sink = menu((sink) => change({ sink }));
  part.threshold = shareSlider((threshold) => change({ threshold }));
  part.scale = segments('scale of the colours', SCALES, (scale) => change({ scale }));
  part.palette = menu((palette) => change({ palette }), 'short');
  part.picture = segments('picture', PICTURES, (picture) => change({ picture }));
  part.bar = make('canvas', { role: 'img' });
  part.take = make('div', { className: 'attention-take' });
  part.sinkField = field('Weights', part.sink);
  part.colors = make('span', { className: 'attention-colors' }, [part.palette, part.bar]);
  part.palette.setAttribute('aria-label', 'colours');
  return make('div', { className: 'attention-toolbar', role: 'group', 'aria-label': 'how the maps are drawn' }, [
    group('Picture', part.picture),
    part.sinkField,
    field('Largest weights until', part.threshold),
    group('Scale', part.scale),
    group('Colours', part.colors),
    part.take,
  ]);
}

/** Which heads are shown, chosen and combined: above the thumbnails. */
function headbar(part) {
  part.mode = segments('how many heads', MODES, (mode) => change({ combine: mode === 'several' ? 'mean' : SINGLY }));
  part.combine = menu((combine) => chooseCombination(combine), 'short');
  part.layer = button('layer', 'all heads of this layer (L)', () => chooseLayer(state.cursor.layer));
  part.all = button('all', 'all heads of all layers (A)', () => chooseHeads(headsOf(state.maps)));
  part.sort = menu((sort) => change({ sort }), 'long');
  part.only = menu((only) => change({ only }), 'long');
  part.several = make('div', { className: 'attention-field attention-several' }, [
    make('span', { textContent: 'Combined by' }),
    make('span', {}, [part.combine, part.layer, part.all]),
  ]);
  part.combine.setAttribute('aria-label', 'combined by');
  part.sortField = field('Order', part.sort);
  part.onlyField = field('Only', part.only);
  part.modeField = group('Heads', part.mode);
  return make('div', { className: 'attention-toolbar', role: 'group', 'aria-label': 'which heads' }, [part.modeField, part.several, part.sortField, part.onlyField]);
}
