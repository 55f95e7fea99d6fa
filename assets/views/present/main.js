// Presenting, part 3 of 3: what the buttons and the keys do.
// In scope: element, trigger, props, watch (of gr.HTML). Props: parts (of decks, as of ngpl/plots/deck.py).
// Events: parts {} asks for them.

const part = buildPresent();
const state = { scenes: [], removed: null, waiting: [] };

const say = (text) => (part.status.textContent = text);

/** Calls `use(parts)` once they are here; they are asked for when a deck is first needed. */
function withParts(use) {
  if (props.parts) return use(props.parts);
  state.waiting.push(use);
  trigger('parts', {});
}

function onParts() {
  if (props.parts) state.waiting.splice(0).forEach((use) => use(props.parts));
}

function play(scenes, start = 0) {
  const back = document.activeElement;
  const dark = document.body.classList.contains('dark');
  withParts((parts) => new Deck(parts, scenes, { start, dark, closed: () => back?.focus?.() }));
}

function present() {
  const scene = sceneOnScreen();
  if (scene) play([scene]);
  else say('There is no picture on the screen to present: type a text, or open another tab.');
}

function keep() {
  const scene = sceneOnScreen();
  if (!scene) return say('There is no picture on the screen to keep: type a text, or open another tab.');
  change((scenes) => [...scenes, scene]);
  say(`Kept as a scene: ${scene.title}.`);
}

/** Changes the list here at once, and in the store as it is there: another tab may have changed it. */
async function change(apply) {
  show(apply(state.scenes));
  try {
    show(await Store.change(apply));
  } catch {
    say('This browser does not let the page store anything: the scenes are gone when the page is closed. Export them.');
  }
}

/** Lines stay as they are where the same scenes stand in the same order: what is typed or pressed in them goes on. */
function show(scenes) {
  const same = scenes.map(({ id }) => id).join() === state.scenes.map(({ id }) => id).join();
  state.scenes = scenes;
  if (!same) draw();
}

function draw() {
  const { scenes } = state;
  part.scenes.textContent = scenes.length ? `Scenes (${scenes.length})` : 'Scenes';
  part.play.disabled = part.save.disabled = !scenes.length;
  part.undo.hidden = !state.removed;
  const held = document.activeElement?.closest?.('.present-list li');
  const [id, label] = [held?.dataset.id, document.activeElement?.title || document.activeElement?.placeholder];
  const none = make('li', { className: 'present-none', textContent: 'None yet: “Keep scene”, or the key K, keeps what a tab shows.' });
  part.list.replaceChildren(...(scenes.length ? scenes.map((scene, at) => sceneLine(scene, at, scenes.length, act)) : [none]));
  if (held) focusOn(id, label);
}

/** The box or button of a scene that is called so, or another of its buttons where that one is at its end. */
function focusOn(id, label) {
  const line = [...part.list.children].find((item) => item.dataset.id === id);
  const named = line && [...line.querySelectorAll('button:enabled, input')].find((node) => [node.title, node.placeholder].includes(label));
  (named ?? line?.querySelector('button:enabled'))?.focus();
}

const act = {
  play: (at) => play(state.scenes, at),
  move: (id, by) => {
    change((scenes) => moved(scenes, id, by));
    focusOn(id, by < 0 ? 'earlier' : 'later');
  },
  remove: (id) => {
    const at = state.scenes.findIndex((scene) => scene.id === id);
    state.removed = { at, scene: state.scenes[at] };
    change((scenes) => scenes.filter((scene) => scene.id !== id));
    say(`Removed: ${state.removed.scene.title}.`);
    part.undo.focus();
  },
  write: (id, name, value) => change((scenes) => scenes.map((scene) => (scene.id === id ? { ...scene, [name]: value } : scene))),
};

function moved(scenes, id, by) {
  const at = scenes.findIndex((scene) => scene.id === id);
  const others = scenes.toSpliced(at, 1);
  return at < 0 ? scenes : others.toSpliced(Math.max(0, at + by), 0, scenes[at]);
}

function undo() {
  const { at, scene } = state.removed;
  state.removed = null;
  part.undo.hidden = true;
  change((scenes) => scenes.toSpliced(at, 0, scene));
  say(`Brought back: ${scene.title}.`);
}

/** All scenes as one file; of the scripts those that they need. */
function save() {
  withParts((parts) => {
    const { scenes } = state;
    const used = new Set(scenes.flatMap(({ pictures }) => pictures.map(({ view }) => view)));
    const only = (entries) => Object.fromEntries(Object.entries(entries).filter(([view]) => used.has(view)));
    const html = filled(parts.page, { PARTS: inert({ stage: parts.stage, views: only(parts.views), styles: only(parts.styles) }), SCENES: inert(scenes) });
    download('presentation.html', new Blob([html], { type: 'text/html' }));
    say(`Saved as presentation.html: ${scenes.length} scenes, ${(html.length / 1e6).toFixed(1)} MB.`);
  });
}

function unfold(open) {
  part.panel.hidden = !open;
  part.scenes.setAttribute('aria-expanded', String(open));
  (open ? part.close : part.scenes).focus();
}

const SHORTCUTS = { p: present, k: keep };
const typing = (node) => node.matches?.('input:not([type="range"], [type="checkbox"], [type="radio"]), textarea, select, [contenteditable="true"]');
document.addEventListener('keydown', (event) => {
  const act = SHORTCUTS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
  event.preventDefault();
  act();
});
part.present.addEventListener('click', present);
part.keep.addEventListener('click', keep);
part.scenes.addEventListener('click', () => unfold(part.panel.hidden));
part.close.addEventListener('click', () => unfold(false));
part.panel.addEventListener('keydown', (event) => event.key === 'Escape' && unfold(false));
part.play.addEventListener('click', () => play(state.scenes));
part.save.addEventListener('click', save);
part.undo.addEventListener('click', undo);
(element.firstElementChild ?? element).replaceChildren(part.root);
watch('parts', onParts);
draw();
Store.change((scenes) => scenes).then(show, () => {}); // where nothing is kept, it is said when there is something to keep
