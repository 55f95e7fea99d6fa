// A deck: scenes one after the other, large, each in a frame of its own. The same in the app and in the file it exports.
// A scene is {title, text, model, note, pictures: [{view, props, answers}]}; parts are those of ngpl/plots/deck.py.

const ROOM = { width: 900, height: 500 }; // CSS pixels of a scene: a larger window makes everything larger
const PAUSE = 8000; // ms that a scene stays when they play by themselves
const SHARPEST = 3; // pixels of a canvas for a CSS pixel
const REST = 2500; // ms until the bar hides

const KEYS = {
  PageDown: 'next', n: 'next', ' ': 'next', Enter: 'next',
  PageUp: 'previous', b: 'previous', Backspace: 'previous',
  Home: 'first', End: 'last', r: 'play', s: 'tell', '+': 'larger', '=': 'larger', '-': 'smaller',
  d: 'shade', f: 'fill', Escape: 'close',
};

/** Fills the window with `scenes`, from number `start` on. `closed` is called when it is left; without it, it stays. */
class Deck {
  constructor(parts, scenes, { start = 0, dark = false, closed = null } = {}) {
    Object.assign(this, { parts, scenes, dark, closed, zoom: 1, timer: null, wasFull: false });
    this.part = buildDeck(Boolean(closed));
    this.below = [...document.body.children].filter((node) => !node.inert);
    this.below.forEach((node) => (node.inert = true));
    document.body.append(this.part.root);
    this.listen();
    this.show(start);
    this.awake();
    if (closed) this.fill();
  }

  listen() {
    const ends = new AbortController();
    const on = (target, event, act, options) => target.addEventListener(event, act, { signal: ends.signal, ...options });
    this.end = () => ends.abort();
    this.rest = later(REST, () => this.part.root.classList.add('resting'));
    on(this.part.root, 'click', (event) => this.act(event.target.closest('[data-act]')?.dataset.act));
    on(this.part.root, 'pointermove', () => this.awake());
    on(document, 'keydown', (event) => this.onKey(event), { capture: true });
    on(document, 'fullscreenchange', () => this.onFill());
    on(window, 'message', (event) => this.onMessage(event));
    on(window, 'resize', later(100, () => this.fit()));
  }

  /** Nothing on the page below may take a key. */
  onKey(event) {
    event.stopPropagation();
    const pressed = [' ', 'Enter'].includes(event.key) && event.target.closest?.('button');
    if (event.ctrlKey || event.metaKey || event.altKey || pressed) return;
    if (event.key.startsWith('Arrow')) {
      this.frame.contentWindow?.focus();
      this.send({ key: event.key });
    } else if (this.act(KEYS[event.key])) event.preventDefault();
  }

  onMessage({ source, data }) {
    if (source !== this.frame.contentWindow) return;
    if (data?.key) this.act(KEYS[data.key]);
    else this.awake();
  }

  /** Does what a button or a key is for; whether there is such a thing. */
  act(name) {
    const known = name && Object.values(KEYS).includes(name);
    if (known) this[name]();
    return Boolean(known);
  }

  // Scenes

  show(at) {
    const { part, scenes } = this;
    this.at = at;
    const { title, text, model, note } = scenes[this.at];
    for (const [name, said] of Object.entries({ title, text, model, note: note ?? '' })) part[name].textContent = said;
    part.count.textContent = `${this.at + 1} / ${scenes.length}`;
    this.frame = make('iframe', { title: `scene ${this.at + 1}: ${title}`, srcdoc: stageOf(this.parts, scenes[at], { ratio: this.ratio, dark: this.dark }) });
    this.frame.addEventListener('load', () => this.frame.contentWindow?.focus());
    part.stage.replaceChildren(this.frame);
    this.fit();
    if (this.timer) this.going(true);
  }

  /** Another scene; the one that is shown stays as it is. */
  turn(to) {
    const at = Math.max(0, Math.min(to, this.scenes.length - 1));
    if (at !== this.at) this.show(at);
  }

  next = () => this.turn(this.at + 1);
  previous = () => this.turn(this.at - 1);
  first = () => this.turn(0);
  last = () => this.turn(this.scenes.length - 1);

  play() {
    this.going(this.timer === null);
  }

  going(on) {
    clearTimeout(this.timer);
    this.timer = on ? setTimeout(() => this.goOn(), PAUSE) : null;
    this.part.play.setAttribute('aria-pressed', String(on));
  }

  goOn() {
    this.next();
    this.going(this.at < this.scenes.length - 1);
  }

  // Looks

  get scale() {
    const { clientWidth, clientHeight } = this.part.stage;
    return this.zoom * Math.max(1, Math.min(clientWidth / ROOM.width, clientHeight / ROOM.height));
  }

  get ratio() {
    return Math.min(SHARPEST, this.scale * window.devicePixelRatio);
  }

  /** The frame is as much smaller as it is enlarged: inside of it nothing knows. */
  fit() {
    this.part.root.classList.toggle('dark', this.dark);
    this.send({ dark: this.dark, ratio: this.ratio });
    const share = `${100 / this.scale}%`;
    Object.assign(this.frame.style, { width: share, height: share, transform: `scale(${this.scale})` });
  }

  resize(times) {
    this.zoom = Math.max(0.5, Math.min(3, this.zoom * times));
    this.fit();
  }

  larger = () => this.resize(1.15);
  smaller = () => this.resize(1 / 1.15);

  /** Light or dark. */
  shade() {
    this.dark = !this.dark;
    this.fit();
  }

  send(message) {
    this.frame.contentWindow?.postMessage(message, '*');
  }

  /** The speaker's note, or none. */
  tell() {
    const told = this.part.root.classList.toggle('telling');
    this.part.tell.setAttribute('aria-pressed', String(told));
  }

  awake() {
    this.part.root.classList.remove('resting');
    this.rest();
  }

  // The whole screen

  fill() {
    this.wasFull = false; // only who leaves full screen by other ways leaves the deck
    if (document.fullscreenElement) document.exitFullscreen();
    else this.part.root.requestFullscreen?.().catch(() => {}); // some pages may not: then it fills the window
  }

  onFill() {
    if (!document.fullscreenElement && this.wasFull) this.close();
    this.wasFull = Boolean(document.fullscreenElement);
  }

  close() {
    if (!this.closed) return;
    this.going(false);
    this.end();
    if (document.fullscreenElement) document.exitFullscreen();
    this.part.root.remove();
    this.below.forEach((node) => (node.inert = false));
    this.closed();
  }
}
