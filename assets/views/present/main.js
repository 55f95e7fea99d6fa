// Presenting, part 3 of 3: what the buttons and the keys do.
// In scope: element, trigger, props, watch (of gr.HTML). Props: parts (of decks, as of ngpl/plots/deck.py).
// Events: parts {} asks for them.

const part = buildPresent();
const state = { scenes: [], removed: null, waiting: null };

const say = (text) => (part.status.textContent = text);

/** Calls `use(parts)` once they are here; they are asked for when a deck is first needed. */
function withParts(use) {
  if (props.parts) return use(props.parts);
  state.waiting = use;
  trigger('parts', {});
}

function onParts() {
  const use = state.waiting;
  state.waiting = null;
  if (props.parts) use?.(props.parts);
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
  change([...state.scenes, scene]);
  say(`Kept as scene ${state.scenes.length}: ${scene.title}.`);
}

async function change(scenes) {
  state.scenes = scenes;
  draw();
  try {
    await keepScenes(scenes);
  } catch {
    say('This browser does not let the page store anything: the scenes are gone when the page is closed. Export them.');
  }
}

function draw() {
  const { scenes } = state;
  part.scenes.textContent = scenes.length ? `Scenes (${scenes.length})` : 'Scenes';
  part.play.disabled = part.save.disabled = !scenes.length;
  part.undo.hidden = !state.removed;
  const none = make('li', { className: 'present-none', textContent: 'None yet: “Keep scene”, or the key K, keeps what a tab shows.' });
  part.list.replaceChildren(...(scenes.length ? scenes.map((scene, at) => sceneLine(scene, at, scenes.length, act)) : [none]));
}

const act = {
  play: (at) => play(state.scenes, at),
  move: (at, by) => {
    const scenes = [...state.scenes];
    [scenes[at], scenes[at + by]] = [scenes[at + by], scenes[at]];
    change(scenes);
    part.list.children[at + by].querySelector(`[title="${by < 0 ? 'earlier' : 'later'}"]:enabled, button:enabled`).focus();
  },
  remove: (at) => {
    state.removed = { at, scene: state.scenes[at] };
    change(state.scenes.filter((_, other) => other !== at));
    say(`Removed: ${state.removed.scene.title}.`);
    part.undo.focus();
  },
  write: (at, name, value) => change(state.scenes.map((scene, other) => (other === at ? { ...scene, [name]: value } : scene))),
};

function undo() {
  const { at, scene } = state.removed;
  state.removed = null;
  change(state.scenes.toSpliced(at, 0, scene));
  say(`Brought back: ${scene.title}.`);
}

/** All scenes as one file; of the scripts those that they need. */
function save() {
  withParts((parts) => {
    const { scenes } = state;
    const used = new Set(scenes.flatMap(({ pictures }) => pictures.map(({ view }) => view)));
    const only = (entries) => Object.fromEntries(Object.entries(entries).filter(([view]) => used.has(view)));
    const html = filled(parts.page, { PARTS: inert({ stage: parts.stage, views: only(parts.views), styles: only(parts.styles) }), SCENES: inert(scenes) });
    const address = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
    make('a', { href: address, download: 'presentation.html' }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
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
keptScenes().then((scenes) => {
  state.scenes = [...scenes, ...state.scenes];
  draw();
}, () => {});
