// Decoding views: numbers as text, and the parts that both views share. After common.js.

const SHORT = { top_k: 'top-k', top_p: 'top-p', min_p: 'min-p', typical_p: 'typical-p', no_repeat_ngram: 'no repeated n-gram' };

const count = (n) => n.toLocaleString('en-US');
const stageName = (name) => SHORT[name] ?? name.replaceAll('_', ' ');
const minus = (text) => text.replace('-', '−');
const nats = (x) => (Number.isFinite(x) ? minus(x.toFixed(2)) : minus(String(x)));
const quoted = (label) => `“${visible(label)}”`;

/** A probability with three digits that count. */
function percent(p) {
  if (p === 0) return '0 %';
  if (p >= 0.9995) return p === 1 ? '100 %' : '> 99.9 %';
  return p < 1e-6 ? '< 0.0001 %' : `${(100 * p).toPrecision(3)} %`;
}

/** The text that is gone on from, and what has to be said about it. */
function promptNodes({ model, tail, tokens, notes }) {
  const end = make('q', { className: 'decoding-tail' }, visibleNodes(tail));
  const after = tail ? ['after ', end, ` (${count(tokens)} tokens)`] : ['from nothing'];
  return [make('p', {}, [make('b', { textContent: model }), ' ', ...after]), ...notes.map((note) => make('p', { className: 'decoding-note', textContent: note }))];
}

/** Buttons of which one is pressed: {box, value()}; `act` is told of a new choice. */
function segments(label, names, act) {
  const buttons = names.map((name) => make('button', { type: 'button', textContent: name, 'aria-pressed': 'false' }));
  const press = (chosen) => buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(names[i] === chosen)));
  buttons.forEach((button, i) =>
    button.addEventListener('click', () => {
      press(names[i]);
      act(names[i]);
    }),
  );
  press(names[0]);
  return make('span', { className: 'decoding-segments', role: 'group', 'aria-label': label }, [make('span', { textContent: label }), ...buttons]);
}
