// What differs between two sides: their tokens, how far the predictions moved, and the heads that changed most.
// In scope: element, trigger, props, watch (of gr.HTML, or of standalone.js).
// Props: value {first, second, hint} or, of two sides that can be compared, with {names, kl, heads, n_head} as of
// ngpl/plots/difference.py.
// Events: head_select {layer, head, once}; token_select {token, once}.

const part = {
  hint: make('p', { className: 'difference-hint', role: 'status' }),
  summary: make('p', { className: 'difference-summary', role: 'status', dir: 'auto' }),
  places: make('ol', { className: 'difference-places', 'aria-label': 'tokens of both sides, and how far the next prediction moved after each' }),
  heads: make('ol', { className: 'difference-heads', 'aria-label': 'heads that changed most' }),
  headsTitle: make('h4', { textContent: 'Heads that changed most' }),
  placesTitle: make('h4', {}),
  note: make('p', { className: 'ngpl-note' }),
};
part.root = make('section', { className: 'ngpl-difference', 'aria-label': 'what differs', hidden: true }, [
  ...[part.hint, part.summary, part.placesTitle, part.places, part.headsTitle, part.heads, part.note],
]);
let once = 0;

function onValue() {
  const { value } = props;
  part.root.hidden = !value;
  if (!value) return;
  const compared = Boolean(value.kl);
  part.hint.textContent = value.hint;
  part.hint.hidden = compared;
  part.summary.textContent = compared ? summary(value) : '';
  part.placesTitle.textContent = compared ? 'How far the next prediction moves after each token (KL divergence, nats)' : 'Tokens of both texts';
  fill(part.places, places(value), 'token_select');
  part.places.scrollLeft = Math.max(0, (part.places.querySelector('.differs')?.offsetLeft ?? 0) - part.places.offsetLeft - 60);
  [part.heads, part.headsTitle, part.note].forEach((node) => (node.hidden = !compared));
  if (!compared) return;
  fill(part.heads, value.heads.map((head) => headButton(head, value.heads[0].moved)), 'head_select');
  part.note.textContent = `Of ${value.n_head} heads; the share of a head’s attention that goes elsewhere: half of what its weights change, the mean over all tokens but the first.`;
}

/** Buttons in a list, one of which is a stop of the Tab key; arrows go on from there. */
function fill(list, buttons, event) {
  list.replaceChildren(...buttons.map((button) => make('li', {}, [button])));
  buttons.forEach((button, i) => {
    button.tabIndex = i ? -1 : 0;
    button.addEventListener('click', () => trigger(event, { ...JSON.parse(button.dataset.of), once: ++once }));
  });
  list.onkeydown = (pressed) => {
    const at = buttons.indexOf(pressed.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[pressed.key];
    if (!buttons[to]) return;
    pressed.preventDefault();
    buttons.forEach((button, i) => (button.tabIndex = i === to ? 0 : -1));
    buttons[to].focus();
  };
}

function places({ first, second, kl }) {
  const most = kl ? Math.max(...kl, 1e-9) : 1;
  return Array.from({ length: Math.max(first.length, second.length) }, (_, i) => place(i, first[i], second[i], kl && { value: kl[i], share: kl[i] / most }));
}

/** One position: a bar with its number, the first side's token, and the second's where it is another. */
function place(i, a, b, kl) {
  const differs = a !== b;
  const word = (text, name) => make('span', { className: `difference-token ${name}`, textContent: text ?? '–', dir: 'auto' });
  const bar = make('i', { className: 'difference-bar' });
  if (kl) bar.style.height = `${Math.round(100 * kl.share)}%`;
  const parts = kl ? [make('span', { className: 'difference-room' }, [bar]), make('b', { textContent: number(kl.value) })] : [];
  const button = make('button', { type: 'button', className: differs ? 'differs' : '' }, [...parts, word(a, 'first'), ...(differs ? [word(b, 'second')] : [])]);
  const said = kl ? `, KL ${number(kl.value)} nats` : '';
  button.setAttribute('aria-label', `token ${i}: ${a ?? 'none'}${differs ? `, in the second: ${b ?? 'none'}` : ''}${said}`);
  button.dataset.of = JSON.stringify({ token: i });
  return button;
}

function headButton({ layer, head, moved }, most) {
  const bar = make('i', { className: 'difference-bar' });
  bar.style.width = `${Math.round((100 * moved) / (most || 1))}%`;
  const button = make('button', { type: 'button' }, [`layer ${layer} head ${head}`, make('b', { textContent: percent(moved) }), make('span', { className: 'difference-room' }, [bar])]);
  button.dataset.of = JSON.stringify({ layer, head });
  return button;
}

const number = (value) => (value >= 9.995 ? value.toFixed(1) : value >= 0.005 || value === 0 ? value.toFixed(2) : '<0.01');
const percent = (share) => `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)} %`;

function summary({ first, second, kl, heads, names }) {
  const places = first.filter((token, i) => token !== second[i]).length;
  const most = kl.indexOf(Math.max(...kl));
  const [{ layer, head, moved }] = heads;
  const tokens = places ? `${first.length} tokens each; ${places === 1 ? 'one differs' : `${places} differ`}` : `the same ${first.length} tokens`;
  return (
    `Compared: ${names[0]} and ${names[1]}, ${tokens}. The next prediction moves most after token ${most} “${second[most]}” (${number(kl[most])} nats). ` +
    `Layer ${layer} head ${head} changes most: ${percent(moved)} of its attention goes elsewhere.`
  );
}

(element.firstElementChild ?? element).replaceChildren(part.root);
watch('value', onValue);
onValue();
