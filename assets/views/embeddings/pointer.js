// The embedding map, part 6 of 6: the pointer and the keys on the map, and the page around it.

const pointers = new Map();
let pressed = null; // where the pointer went down

function point(event) {
  const reach = event.pointerType === 'mouse' ? 10 : 24;
  return tokenAt(vocabulary, screen, state.hidden, event.offsetX, event.offsetY, reach);
}

function showTip(id) {
  part.tip.hidden = id === null;
  part.over.style.cursor = id === null ? '' : 'pointer';
  if (id === null) return;
  part.tip.replaceChildren(token(vocabulary, id), make('small', { textContent: `id ${id} · ${vocabulary.kind(id)}` }));
  const left = Math.min(screen.x[id] + 14, size.width - part.tip.offsetWidth - 4);
  const below = screen.y[id] + 14 + part.tip.offsetHeight < size.height;
  part.tip.style.left = `${Math.max(4, left)}px`;
  part.tip.style.top = `${below ? screen.y[id] + 14 : screen.y[id] - 14 - part.tip.offsetHeight}px`;
}

function hover(id) {
  showTip(id);
  act.hover(id);
}

part.over.addEventListener('pointerdown', (event) => {
  part.over.setPointerCapture(event.pointerId);
  pointers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
  pressed = pointers.size === 1 ? { x: event.offsetX, y: event.offsetY } : null;
});
part.over.addEventListener('pointermove', (event) => {
  const last = pointers.get(event.pointerId);
  if (!last) return hover(point(event));
  const now = { x: event.offsetX, y: event.offsetY };
  if (pressed && Math.hypot(now.x - pressed.x, now.y - pressed.y) < 5) return;
  if (pressed) hover(null);
  [pressed, moving] = [null, true];
  if (pointers.size === 1) look(dragged(camera, now.x - last.x, now.y - last.y));
  else pinch(event.pointerId, last, now);
  pointers.set(event.pointerId, now);
});

function pinch(mover, last, now) {
  const [, other] = Array.from(pointers).find(([id]) => id !== mover);
  const distance = (a) => Math.max(10, Math.hypot(a.x - other.x, a.y - other.y));
  zoom(distance(now) / distance(last), (now.x + other.x) / 2, (now.y + other.y) / 2);
}

function release(event) {
  const [clicked, was] = [pressed, pointers.delete(event.pointerId)];
  if (!was || pointers.size) return;
  [pressed, moving] = [null, false];
  const id = clicked && event.type === 'pointerup' ? point(event) : null;
  if (id !== null) act.pick(id);
  soon();
}
part.over.addEventListener('pointerup', release);
part.over.addEventListener('pointercancel', release);
part.over.addEventListener('pointerleave', () => pointers.size || hover(null));
part.over.addEventListener(
  'wheel',
  (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== part.over) return; // the page scrolls
    event.preventDefault();
    zoom(Math.exp(-event.deltaY * 0.0016), event.offsetX, event.offsetY);
  },
  { passive: false },
);

const KEYS = {
  ArrowLeft: () => look(dragged(camera, camera.three ? -20 : 30, 0)),
  ArrowRight: () => look(dragged(camera, camera.three ? 20 : -30, 0)),
  ArrowUp: () => look(dragged(camera, 0, camera.three ? -20 : 30)),
  ArrowDown: () => look(dragged(camera, 0, camera.three ? 20 : -30)),
  '+': () => zoom(1.25),
  '=': () => zoom(1.25),
  '-': () => zoom(0.8),
  0: () => fit(),
  c: () => centerOn(state.near?.id),
  Enter: () => {
    const id = tokenAt(vocabulary, screen, state.hidden, size.width / 2, size.height / 2, 1e6);
    if (id !== null) act.pick(id);
  },
};
part.over.addEventListener('keydown', (event) => {
  if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  KEYS[event.key]();
});

// The page around it

element.replaceChildren(part.root);
new ResizeObserver(() => measure()).observe(part.root);
new MutationObserver(() => vocabulary && size.width && paint()).observe(document.body, { attributeFilter: ['class'] });
watch('value', onValue);
watch('text', onText);
watch('near', onNear);
watch('sum', onSum);
onValue();
