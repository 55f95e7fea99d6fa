// The text as tokens: coloured pieces, and their ids beside them. Pointing at one lights up the other.

const KINDS = { bpe: 'BPE token', char: 'character', word: 'word' };
const page = buildTokens();
let data = null;
let selected = null;
let lit = null;

(element.firstElementChild ?? element).replaceChildren(page.root);
element.scene = () => (data?.pieces.length ? { value: { ...data, selected } } : null);
const tip = tooltip(page.root, '[data-token]', describeToken);
for (const box of [page.text, page.ids]) {
  box.addEventListener('pointerover', (event) => light(tokenOf(event)));
  box.addEventListener('pointerleave', () => light(null));
  box.addEventListener('focusin', (event) => light(tokenOf(event)));
  box.addEventListener('click', (event) => tokenOf(event) !== null && choose(tokenOf(event)));
  box.addEventListener('keydown', move);
}
page.whitespace.addEventListener('change', drawText);
page.copy.addEventListener('click', copyIds);
watch('value', draw);
draw();

function buildTokens() {
  const part = {
    counts: make('dl', { className: 'tokens-counts', 'aria-live': 'off' }),
    whitespace: make('input', { type: 'checkbox', checked: true }),
    copy: make('button', { type: 'button', className: 'ngpl-button', textContent: 'Copy ids as JSON' }),
    text: make('div', { className: 'tokens-text', role: 'group', 'aria-label': 'the text, piece by piece' }),
    ids: make('div', { className: 'tokens-ids', role: 'group', 'aria-label': 'the ids of the pieces' }),
    note: make('p', { className: 'ngpl-note' }),
    detail: make('p', { className: 'tokens-detail', 'aria-live': 'polite' }),
    empty: make('p', { className: 'ngpl-empty', textContent: 'Type a text above: its tokens appear here as you type.' }),
  };
  const toggle = make('label', { className: 'tokens-toggle' }, [part.whitespace, 'Show white space']);
  part.body = make('div', { hidden: true }, [
    make('div', { className: 'tokens-head' }, [part.counts, toggle, part.copy]),
    make('div', { className: 'tokens-panes' }, [part.text, part.ids]),
    part.note,
    part.detail,
  ]);
  part.root = make('section', { className: 'ngpl-tokens', 'aria-label': 'tokens' }, [part.body, part.empty]);
  return part;
}

function draw() {
  data = props.value?.pieces ? props.value : null;
  tip.hide();
  page.body.hidden = !data?.pieces.length;
  page.empty.hidden = !page.body.hidden;
  if (page.body.hidden) return;
  selected = data.selected !== null && data.selected < data.pieces.length ? data.selected : null;
  lit = null;
  drawCounts();
  drawText();
  drawIds();
  page.note.textContent = noteOf();
  markSelected();
}

function drawCounts() {
  const tokens = data.ids.length;
  const counts = [
    ['tokens', tokens.toLocaleString('en')],
    ['characters', data.characters.toLocaleString('en')],
    ['bytes', data.bytes.toLocaleString('en')],
    ['characters per token', (data.characters / tokens).toFixed(2)],
    ['bytes per token', (data.bytes / tokens).toFixed(2)],
  ];
  page.counts.replaceChildren(...counts.map(([name, value]) => make('div', {}, [make('dt', { textContent: name }), make('dd', { textContent: value })])));
}

function drawText() {
  if (!data) return;
  const whitespace = page.whitespace.checked;
  const groups = new Map(data.wholes.map((group) => [group[0], group]));
  const nodes = [];
  page.text.classList.toggle('marks', whitespace);
  for (let token = 0; token < data.pieces.length; token++) {
    if (token === data.room) nodes.push(make('span', { className: 'tokens-limit', textContent: `other tabs look this far: ${data.room} tokens` }));
    if (data.pieces[token][4]) nodes.push(make('span', { className: 'tokens-lost', title: 'belongs to no token' }, visibleNodes(data.pieces[token][4], whitespace)));
    const group = groups.get(token);
    const last = group ? group[1] : token;
    const chips = [];
    for (; token <= last; token++) chips.push(textChip(token, whitespace));
    token = last;
    nodes.push(...(group ? [whole(group, chips)] : chips));
    const lines = whitespace ? (data.pieces[last][0].match(/\n/g) ?? []) : [];
    nodes.push(...lines.map(() => document.createElement('br')));
  }
  page.text.replaceChildren(...nodes);
  markSelected();
}

function textChip(token, whitespace) {
  const unknown = data.ids[token] === data.unknown;
  const node = chip(data.pieces[token][0], token, {
    whitespace,
    tag: 'span',
    role: 'button',
    'data-token': token,
    tabIndex: -1,
    'aria-label': `token ${token}: ${visible(data.pieces[token][0])}, id ${data.ids[token]}`,
  });
  node.classList.toggle('unknown', unknown);
  return node;
}

/** Tokens that are a character only together stand on a line with that character. */
function whole([first, last, text], chips) {
  const name = `${last - first + 1} tokens make up ${text}`;
  return make('span', { className: 'tokens-whole', role: 'group', 'aria-label': name }, [
    ...chips,
    make('span', { className: 'tokens-character', title: name }, visibleNodes(text)),
  ]);
}

function drawIds() {
  const nodes = data.pieces.map((_, token) => {
    const node = chip(String(data.ids[token]), token, { 'data-token': token, tabIndex: -1 });
    node.setAttribute('aria-label', `id ${data.ids[token]}, token ${token}: ${visible(data.pieces[token][0])}`);
    return node;
  });
  page.ids.replaceChildren(...nodes);
}

function noteOf() {
  const drawn = data.pieces.length;
  const all = data.ids.length;
  const names = data.pieces.slice(0, data.opening).map(([name]) => name).join(' ');
  return [
    names && `This tokenizer puts ${names} before every text, as its model was trained.`,
    drawn < all && `Drawn are the first ${drawn.toLocaleString('en')} of ${all.toLocaleString('en')} tokens; the counts and the copied ids are of all.`,
  ].filter(Boolean).join(' ');
}

function tokenOf(event) {
  const node = event.target.closest('[data-token]');
  return node ? Number(node.dataset.token) : null;
}

function nodesOf(token) {
  return token === null ? [] : page.body.querySelectorAll(`[data-token="${token}"]`);
}

function light(token) {
  if (token === lit) return;
  nodesOf(lit).forEach((node) => node.classList.remove('lit'));
  lit = token;
  nodesOf(lit).forEach((node) => {
    node.classList.add('lit');
    if (!node.matches(':hover, :focus')) reveal(node);
  });
}

/** Scrolls the box of a chip, never the page. */
function reveal(node) {
  const box = node.closest('.tokens-text, .tokens-ids');
  const [inner, outer] = [node.getBoundingClientRect(), box.getBoundingClientRect()];
  if (inner.top < outer.top) box.scrollTop -= outer.top - inner.top + 8;
  if (inner.bottom > outer.bottom) box.scrollTop += inner.bottom - outer.bottom + 8;
}

function choose(token) {
  selected = token === selected ? null : token;
  markSelected();
  trigger('token_select', { token: selected });
}

/** The selected token is pressed; it, or the first, is the one stop of the Tab key in each box. */
function markSelected() {
  for (const node of page.body.querySelectorAll('[data-token]')) {
    const token = Number(node.dataset.token);
    node.setAttribute('aria-pressed', String(token === selected));
    node.tabIndex = token === (selected ?? 0) ? 0 : -1;
  }
  page.detail.textContent = selected === null ? 'Point at a piece for its bytes; click it to select it in every tab.' : sentence(selected);
}

function move(event) {
  const token = tokenOf(event);
  const to = { ArrowLeft: token - 1, ArrowRight: token + 1, Home: 0, End: data.pieces.length - 1 }[event.key];
  if (token === null) return;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    choose(token);
  } else if (to !== undefined) {
    event.preventDefault();
    event.currentTarget.querySelector(`[data-token="${Math.max(0, Math.min(to, data.pieces.length - 1))}"]`).focus();
  }
}

function kindOf(token) {
  if (data.ids[token] === data.unknown) return 'not in the vocabulary: the model reads <UNK>';
  const group = data.wholes.find(([first, last]) => first <= token && token <= last);
  if (token < data.opening) return 'special token before every text';
  return group ? `part of ${visible(group[2])}` : KINDS[data.kind] ?? data.kind;
}

function describeToken(node) {
  const token = Number(node.dataset.token);
  const [text, hex, start, end] = data.pieces[token];
  return [
    ['token', `${token}`],
    ['id', `${data.ids[token]}`],
    ['text', visible(text)],
    ['bytes', hex || 'none'],
    ['place', end > start ? `bytes ${start}–${end}` : token < data.opening ? 'before the text' : 'no bytes'],
    ['kind', kindOf(token)],
  ];
}

function sentence(token) {
  const [text, hex, start, end] = data.pieces[token];
  const place = hex ? `bytes ${hex} (${start}–${end} of ${data.bytes})` : 'no bytes';
  return `Selected: token ${token}, id ${data.ids[token]}, “${visible(text)}”, ${place}, ${kindOf(token)}.`;
}

async function copyIds() {
  const json = `[${data.ids.join(', ')}]`;
  const done = await toClipboard(json, page.root);
  page.copy.textContent = done ? `Copied ${data.ids.length.toLocaleString('en')} ids` : 'Copying is not allowed here';
  setTimeout(() => (page.copy.textContent = 'Copy ids as JSON'), 1500);
}
