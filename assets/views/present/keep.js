// Presenting, part 1 of 3: what is on the screen becomes a scene, and scenes stay in this browser.

const nameOfTab = (tabs) => document.querySelector(`${tabs} > .tab-wrapper [role="tab"][aria-selected="true"]`)?.textContent.trim() ?? '';
const valueOf = (selector) => document.querySelector(selector)?.value ?? '';

/** What the open tab shows as a scene; null if it shows no picture. */
function sceneOnScreen() {
  const pictures = picturesOnScreen();
  if (!pictures.length) return null;
  const tab = nameOfTab('#tabs');
  const inner = nameOfTab(`#${tab.toLowerCase()}-parts`);
  const type = valueOf('#weights input');
  const model = [valueOf('#model input'), type.startsWith('stored') ? '' : type].filter(Boolean).join(' · ');
  const own = pictures.some(({ view }) => view === 'transcript'); // a conversation is not about the text at the top
  const id = `${Date.now()}-${Math.random()}`;
  return { id, title: [tab, inner].filter(Boolean).join(': '), text: own ? '' : valueOf('#text textarea'), model, note: '', pictures };
}

/** The pictures of the open tab, as view.py marks them: [{view, props, answers}]. */
function picturesOnScreen() {
  const shown = [...document.querySelectorAll('[data-view]')].filter((node) => node.offsetParent !== null);
  const pictures = shown.map((node) => ({ view: node.dataset.view, props: node.scene(), answers: {} }));
  return JSON.parse(JSON.stringify(pictures.filter(({ props }) => props)));
}

/** The scenes of this browser, which all its tabs share. */
const Store = {
  opened: null,

  open() {
    this.opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open('ngpl', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('scenes');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return this.opened;
  },

  /** Applies `change` to the list as it is in the store, in one step; resolves to the new list once it is kept. */
  async change(change) {
    const transaction = (await this.open()).transaction('scenes', 'readwrite');
    const scenes = transaction.objectStore('scenes');
    return new Promise((resolve, reject) => {
      let list = [];
      const request = scenes.get('all');
      request.onsuccess = () => {
        const before = request.result ?? [];
        list = change(before);
        if (list !== before) scenes.put(list, 'all');
      };
      transaction.oncomplete = () => resolve(list);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  },
};
