// What the custom views share: elements, texts that can be read whatever they hold, chips and a tooltip.
// List it first among a view's scripts. Texts become text nodes only; none is ever markup.

const MARKS = { ' ': '·', '\n': '↵', '\t': '⇥', '\r': '␍' }; // as in ngpl/plots/labels.py
const HUES = 6; // the colours of chips, which go round; see .ngpl-chip in style.css

// What has no picture of its own, or would sit on the character before it.
const UNSEEN = /[\p{C}\p{Z}]|^\p{M}/gu;

/** An element with properties or attributes, and children. */
function make(tag, properties = {}, children = []) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in node) node[name] = value;
    else node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** `act` after `delay` milliseconds without another call, with what the last one was given. */
function later(delay, act) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...values), delay);
  };
}

/** `act` before the next frame, once however often it is asked for meanwhile. */
function onceAFrame(act) {
  let planned = false;
  return () => {
    if (planned) return;
    planned = true;
    requestAnimationFrame(() => {
      planned = false;
      act();
    });
  };
}

/** What stands for an invisible character: · ↵ ⇥ ␍ for white space, else its number as \u200b. */
function mark(char) {
  if (MARKS[char]) return MARKS[char];
  if (/[\p{L}\p{M}]/u.test(char)) return `◌${char}`;
  const code = char.codePointAt(0);
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

/** The text in parts [string, is a mark]; space, tab, newline and carriage return get a mark only if `whitespace`. */
function markedParts(text, whitespace) {
  const parts = [];
  let from = 0;
  for (const { 0: char, index } of text.matchAll(UNSEEN)) {
    const joiner = /[\u200c\u200d]/.test(char) && text.length > 1; // inside an emoji or an Indic word it shows
    if (joiner || (!whitespace && MARKS[char])) continue;
    if (index > from) parts.push([text.slice(from, index), false]);
    parts.push([mark(char), true]);
    from = index + char.length;
  }
  return from < text.length ? [...parts, [text.slice(from), false]] : parts;
}

/** The text with a mark for every invisible character; ∅ for none at all. */
function visible(text, whitespace = true) {
  return markedParts(text, whitespace).map(([part]) => part).join('') || '∅';
}

/** As `visible`, as nodes: a mark looks different from the same sign in a text. */
function visibleNodes(text, whitespace = true) {
  return markedParts(text || '∅', whitespace).map(([part, isMark]) =>
    isMark ? make('span', { className: 'ngpl-mark', textContent: part }) : document.createTextNode(part),
  );
}

/** A token as a button: `hue` counts up, colours go round. Texts of any direction keep to themselves. */
function chip(text, hue, { whitespace = true, tag = 'button', ...properties } = {}) {
  const node = make(tag, { className: 'ngpl-chip', dir: 'auto', ...properties }, visibleNodes(text, whitespace));
  if (tag === 'button') node.type = 'button';
  node.dataset.hue = hue % HUES;
  return node;
}

/** A table of texts: names of columns, and rows that begin with their own. */
function tableNode(columns, rows) {
  const cell = (tag, textContent, more = {}) => make(tag, { textContent, dir: 'auto', ...more });
  const head = make('tr', {}, columns.map((text) => cell('th', text, { scope: 'col' })));
  const body = rows.map(([first, ...cells]) => make('tr', {}, [cell('th', first, { scope: 'row' }), ...cells.map((text) => cell('td', text))]));
  return make('table', {}, [make('thead', {}, [head]), make('tbody', {}, body)]);
}

/** What a picture says as a table, folded up: {node, fill()}. `build()` makes it when it is opened, and anew on `fill()`. */
function foldedTable(title, build) {
  const box = make('div', { className: 'ngpl-tablebox', tabIndex: 0, role: 'region', 'aria-label': title });
  const node = make('details', { className: 'ngpl-folded' }, [make('summary', { textContent: title }), box]);
  const fill = () => node.open && box.replaceChildren(build());
  node.addEventListener('toggle', fill);
  return { node, fill };
}

/**
 * One tooltip for all elements of `root` that match `selector`, on hover, focus and tap; Escape hides it.
 * `describe(element)` gives its rows [[name, text], ...], or null for none. `root` must be positioned.
 */
function tooltip(root, selector, describe) {
  const tip = make('div', { className: 'ngpl-tip', role: 'tooltip', id: `tip-${Math.random().toString(36).slice(2)}`, hidden: true });
  let owner = null;
  root.append(tip);

  function hide() {
    owner?.removeAttribute('aria-describedby');
    owner = null;
    tip.hidden = true;
  }

  function show(target) {
    const rows = target && describe(target);
    if (!rows) return hide();
    if (target !== owner) owner?.removeAttribute('aria-describedby');
    owner = target;
    tip.replaceChildren(...rows.map(([name, text]) => make('div', {}, [make('span', { textContent: name }), make('b', { textContent: text })])));
    tip.hidden = false;
    target.setAttribute('aria-describedby', tip.id);
    place(target);
  }

  function place(target) {
    const [box, at] = [root.getBoundingClientRect(), (target.getClientRects()[0] ?? target.getBoundingClientRect())];
    const left = Math.max(0, Math.min(at.left - box.left, root.clientWidth - tip.offsetWidth));
    const below = at.bottom + tip.offsetHeight + 12 < window.innerHeight;
    tip.style.left = `${left}px`;
    tip.style.top = `${below ? at.bottom - box.top + 6 : at.top - box.top - tip.offsetHeight - 6}px`;
  }

  const over = (event) => show(event.target.closest(selector));
  root.addEventListener('pointerover', over);
  root.addEventListener('focusin', over);
  root.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && hide());
  root.addEventListener('focusout', hide);
  root.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  return { show, hide };
}

/** The browser's own saving of a blob as `name`. */
function download(name, blob) {
  const address = URL.createObjectURL(blob);
  make('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** The clipboard needs a page that is https or local; the selection of a hidden box works elsewhere. */
async function toClipboard(text, root) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = make('textarea', { value: text, className: 'ngpl-offscreen' });
    root.append(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    return done;
  }
}
