// The same text in several tokenizers: a card each, with what it costs, what it loses and its first pieces.

const root = make('section', { className: 'ngpl-tokenizers', 'aria-label': 'tokenizers side by side' });

(element.firstElementChild ?? element).replaceChildren(root);
watch('value', draw);
draw();

function draw() {
  const rows = props.value?.rows ?? [];
  const most = Math.max(...rows.map((row) => row.tokens));
  root.replaceChildren(...rows.map((row) => card(row, most)));
}

function card(row, most) {
  const bar = make('div', { className: 'tokenizers-bar', role: 'img', 'aria-label': `${row.tokens} tokens, the most here are ${most}` });
  bar.append(make('i', { style: `width: ${(100 * row.tokens) / most}%` }));
  return make('article', { className: 'tokenizers-card' }, [
    make('h4', {}, [row.name, make('small', { textContent: ` ${row.kind}, ${row.vocabulary.toLocaleString('en')} entries` })]),
    make('p', { className: 'tokenizers-count' }, [make('b', { textContent: row.tokens.toLocaleString('en') }), row.tokens === 1 ? ' token' : ' tokens']),
    bar,
    facts(row),
    make('div', { className: 'tokenizers-pieces' }, pieces(row)),
  ]);
}

function facts(row) {
  const per = (n) => (row.tokens ? (n / row.tokens).toFixed(2) : '–');
  const facts = [
    ['characters per token', per(row.characters)],
    ['bytes per token', per(row.bytes)],
    ['unknown', row.unknown ? `${row.unknown.toLocaleString('en')} × <UNK>` : 'none'],
    ['gives the text back', row.difference ? `✗ no: ${row.difference}` : '✓ yes, exactly'],
  ];
  return make('dl', {}, facts.map(([name, value]) => make('div', {}, [make('dt', { textContent: name }), make('dd', { textContent: value })])));
}

function pieces(row) {
  const chips = row.pieces.map((text, i) => chip(text, i, { tag: 'span' }));
  return row.tokens > row.pieces.length ? [...chips, '…'] : chips;
}
