// The attention picture: what the pointer and the keys do. The last part: it ties everything to the page.

const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

// The heads

const headUnder = (event) => headAt(cache.grid, event.offsetX, event.offsetY);

function hoverHead(place) {
  if (place?.layer === state.hovered?.layer && place?.head === state.hovered?.head) return;
  state.hovered = place;
  part.grid.style.cursor = place ? 'pointer' : '';
  soon();
}

part.grid.addEventListener('pointermove', (event) => hoverHead(headUnder(event)));
part.grid.addEventListener('pointerleave', () => hoverHead(null));
part.grid.addEventListener('click', (event) => {
  const place = headUnder(event);
  if (!place) return;
  const canCombine = 'mean' in state.maps.combinations;
  if (place.head === undefined) return canCombine && chooseLayer(place.layer);
  if (canCombine && event.shiftKey) return chooseUpTo(place);
  if (canCombine && (event.ctrlKey || event.metaKey || isSeveral())) return toggleHead(place);
  chooseHead(place.layer, place.head);
});

const GRID_KEYS = {
  ' ': () => toggleHead(state.cursor),
  l: () => chooseLayer(state.cursor.layer),
  a: () => chooseHeads(headsOf(state.maps)),
  Enter: () => chooseHead(state.cursor.layer, state.cursor.head),
};
part.grid.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = ARROWS[event.key] ? () => moveHead(ARROWS[event.key]) : GRID_KEYS[event.key];
  if (!act || (!ARROWS[event.key] && !Object.keys(state.maps.combinations).length)) return;
  event.preventDefault();
  act();
});

/** Where one head is chosen, the next one; among several only the cursor moves. */
function moveHead(step) {
  const next = headBeside(cache.grid, state.maps, state.cursor, step);
  if (!isSeveral()) return chooseHead(next.layer, next.head);
  state.cursor = next;
  draw();
  scrollToHead();
  const isChosen = state.options.heads.some(([layer, head]) => layer === next.layer && head === next.head);
  announce(() => `layer ${next.layer} head ${next.head}, ${isChosen ? '' : 'not '}chosen`);
}

// The map

const cellUnder = (event) => cellAt(state.maps, cache.map, event.offsetX, event.offsetY);

part.map.addEventListener('pointermove', (event) => point(cellUnder(event), 'map'));
part.map.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && point(null));
part.map.addEventListener('blur', () => point(null));
part.map.addEventListener('click', (event) => {
  const cell = cellUnder(event);
  if (!cell) return;
  pin(cell.query, 'map');
  point(cell);
});
part.map.addEventListener('keydown', (event) => {
  const step = ARROWS[event.key];
  const last = state.maps.tokens - 1;
  const from = { query: state.pointed?.query ?? state.pinned ?? last, key: state.pointed?.key ?? state.pinned ?? last };
  if (event.key === 'Enter') pin(from.query, 'map');
  if (!step) return;
  event.preventDefault();
  const query = clamp(from.query + step[0], state.maps.tokens);
  point({ query, key: clamp(from.key + step[1], query + 1) }, 'map');
  announce(() => part.readout.textContent);
});

// The lines

const lineToken = (event) => lineTokenAt(state.maps, cache.lines, event.offsetX, event.offsetY, part.linesScroll.scrollTop);

part.lines.addEventListener('pointermove', (event) => point(lineToken(event), 'lines'));
part.lines.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && point(null));
part.lines.addEventListener('blur', () => point(null));
part.lines.addEventListener('click', (event) => {
  const token = focusOf(lineToken(event));
  if (token !== null) pin(token === state.pinned ? null : token, 'lines');
});
part.lines.addEventListener('keydown', (event) => {
  const step = ARROWS[event.key];
  if (event.key === 'Enter' && focusToken() !== null) pin(focusToken(), 'lines');
  if (!step) return;
  event.preventDefault();
  const token = clamp((focusToken() ?? -1) + step[0] + (focusToken() === null && !step[0] ? 1 : 0), state.maps.tokens);
  const asKey = step[1] ? step[1] > 0 : state.pointed?.query === null;
  point(asKey ? { query: null, key: token } : { query: token, key: null }, 'lines');
  scrollToLine(token);
  announce(sentence);
});
part.linesScroll.addEventListener('scroll', soon);

const focusOf = (cell) => (cell ? (cell.query ?? cell.key) : null);

// The text

const tokenOf = (event) => (event.target.dataset.token === undefined ? null : Number(event.target.dataset.token));

function pointToken(event) {
  const token = tokenOf(event);
  point(token === null ? null : { query: token, key: token }, 'text');
}

part.chips.addEventListener('pointerover', (event) => event.pointerType === 'mouse' && pointToken(event));
part.chips.addEventListener('pointerleave', () => point(null));
part.chips.addEventListener('focusin', (event) => {
  if (!event.target.matches(':focus-visible')) return;
  pointToken(event);
  announce(sentence);
});
part.chips.addEventListener('focusout', () => point(null));
part.chips.addEventListener('click', (event) => {
  const token = tokenOf(event);
  if (token !== null) pin(token === state.pinned ? null : token, 'text');
});
part.chips.addEventListener('keydown', (event) => {
  const step = ARROWS[event.key];
  const token = tokenOf(event);
  if (!step || token === null) return;
  event.preventDefault();
  const chips = chipsOf(part.chips);
  const next = clamp(token + step[0] + step[1], chips.length);
  chips[token].tabIndex = -1;
  chips[next].tabIndex = 0;
  chips[next].focus();
});

part.root.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && state.maps) pin(null);
});

// The page around it

for (const details of [part.weightsTable, part.headsTable]) details.addEventListener('toggle', () => state.maps && draw());
const takeAlong = props.forms ? takeMenu(part.take, trigger, props.forms, () => ({ ...state.cursor, options: state.options })) : null;
tooltip(part.root, '.attention-tag', (tag) => state.scores.explain(state.cursor, tag.dataset.tag));
(element.firstElementChild ?? element).replaceChildren(part.root);
element.scene = () => {
  const { maps, payload, cursor, pinned, options } = state;
  const { exact, combined, scores } = props;
  return maps && { value: { ...payload, ...cursor, token: pinned, options }, exact, combined, scores };
};
const resized = later(30, () => state.maps && refresh());
new ResizeObserver(resized).observe(part.root);
window.addEventListener('resize', resized);
new MutationObserver(() => state.maps && refresh()).observe(document.body, { attributeFilter: ['class'] });
watch('value', onValue);
watch('sunk', onSunk);
watch('exact', () => onAnswer(props.exact));
watch('combined', () => onAnswer(props.combined));
watch('scores', onScores);
watch('select', onSelect);
watch('taken', () => takeAlong?.taken(props.taken));
onValue();
