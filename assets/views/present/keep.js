// Presenting, part 1 of 3: what is on the screen becomes a scene, and scenes stay in this browser.

const nameOfTab = (tabs) => document.querySelector(`${tabs} > .tab-wrapper [role="tab"][aria-selected="true"]`)?.textContent.trim() ?? '';
const valueOf = (selector) => document.querySelector(selector)?.value ?? '';

/** What the open tab shows as a scene; null if it shows no picture. */
function sceneOnScreen() {
  const pictures = picturesOnScreen();
  if (!pictures.length) return null;
  const tab = nameOfTab('#tabs');
  const inner = nameOfTab(`#${tab.toLowerCase()}-parts`);
  const drawn = valueOf('#weights input');
  const model = [valueOf('#model input'), drawn.startsWith('stored') ? '' : drawn].filter(Boolean).join(' · ');
  const own = pictures.some(({ view }) => view === 'transcript'); // a conversation is not about the text at the top
  return { title: [tab, inner].filter(Boolean).join(': '), text: own ? '' : valueOf('#text textarea'), model, note: '', pictures };
}

/** The pictures of the open tab, as view.py marks them: [{view, props, answers}]. */
function picturesOnScreen() {
  const shown = [...document.querySelectorAll('[data-view]')].filter((node) => node.offsetParent !== null);
  const pictures = shown.map((node) => ({ view: node.dataset.view, props: node.scene(), answers: {} }));
  return JSON.parse(JSON.stringify(pictures.filter(({ props }) => props)));
}

/** The store of scenes of this browser. */
function openStore() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('ngpl', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('scenes');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The scenes kept before; none where the browser keeps nothing. */
async function keptScenes() {
  const store = await openStore();
  return (await done(store.transaction('scenes').objectStore('scenes').get('all'))) ?? [];
}

async function keepScenes(scenes) {
  const store = await openStore();
  await done(store.transaction('scenes', 'readwrite').objectStore('scenes').put(scenes, 'all'));
}
