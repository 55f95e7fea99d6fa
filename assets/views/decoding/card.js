// Strategies side by side, part 1 of 5: the card of one token, with the candidates before and after each filter.

/**
 * One card for all tokens of `root`; `describe(element)` gives its nodes. Escape, or a tap on it or elsewhere, hides it.
 * `tidy` hides it if its token is gone. On a phone it is a sheet at the edge of the screen that is further from the token.
 */
function buildCard(root, selector, describe) {
  const card = make('div', { className: 'decoding-card', id: `card-${Math.random().toString(36).slice(2)}`, role: 'tooltip', hidden: true });
  let owner = null;
  root.append(card);

  function hide() {
    owner?.removeAttribute('aria-describedby');
    owner?.classList.remove('shown');
    owner = null;
    card.hidden = true;
  }

  function show(target) {
    if (target === owner) return;
    const nodes = target && describe(target);
    hide();
    if (!nodes) return;
    owner = target;
    owner.classList.add('shown');
    owner.setAttribute('aria-describedby', card.id);
    card.replaceChildren(...nodes);
    card.hidden = false;
    place(target.getClientRects()[0] ?? target.getBoundingClientRect());
  }

  function place(at) {
    const box = root.getBoundingClientRect();
    const left = Math.max(0, Math.min(at.left - box.left, root.clientWidth - card.offsetWidth));
    const above = at.bottom + card.offsetHeight + 8 > window.innerHeight && at.top - card.offsetHeight - 8 > 0;
    card.classList.toggle('up', at.bottom > 0.45 * window.innerHeight);
    card.style.left = `${left}px`;
    card.style.top = `${above ? at.top - box.top - card.offsetHeight - 6 : at.bottom - box.top + 6}px`;
  }

  root.addEventListener('pointerover', (event) => {
    const target = event.target.closest(selector);
    if (target || event.pointerType === 'mouse') show(target);
  });
  root.addEventListener('focusin', (event) => show(event.target.closest(selector)));
  root.addEventListener('focusout', hide);
  card.addEventListener('click', hide);
  root.addEventListener('pointerleave', (event) => event.pointerType === 'mouse' && hide());
  root.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  document.addEventListener('pointerdown', (event) => root.contains(event.target) || hide());
  return { tidy: () => owner?.isConnected || hide() };
}

const span = (className, textContent) => make('span', { className, textContent });

/** The card of a token {id, logprob, ...}; `level` is its level of beam search, `before` the labels that led there. */
function cardNodes(token, labels, level, trail) {
  const facts = [
    ['probability', percent(Math.exp(token.logprob))],
    ['log-prob', nats(token.logprob)],
    ['rank', token.rank && count(token.rank)],
    ['entropy', token.entropy === undefined ? undefined : `${nats(token.entropy)} nats`],
    ['time', token.seconds === undefined ? undefined : `${(1000 * token.seconds).toFixed(1)} ms`],
  ].filter(([, text]) => text !== undefined);
  const nodes = [
    make('p', { className: 'decoding-card-title' }, [make('b', { dir: 'auto' }, visibleNodes(labels(token.id))), span('decoding-id', `id ${token.id}`)]),
    make('dl', {}, facts.map(([name, text]) => make('div', {}, [make('dt', { textContent: name }), make('dd', { textContent: text })]))),
  ];
  if (token.stages) nodes.push(...stageTables(token, labels));
  if (level) nodes.push(levelTable(level, token, labels, trail));
  return nodes;
}

/** A table for each stage that changed the candidates, and a line about those that did not. */
function stageTables(token, labels) {
  const changed = token.stages.filter(([, kept]) => kept !== undefined);
  const idle = token.stages.filter(([, kept]) => kept === undefined).map(([name]) => stageName(name));
  const tables = make('div', { className: 'decoding-tables' }, changed.map((stage) => stageTable(stage, token, labels)));
  const note = idle.length ? `${idle.join(', ')}: ${idle.length > 1 ? 'change' : 'changes'} nothing here` : '';
  return note ? [tables, make('p', { className: 'decoding-note', textContent: note })] : [tables];
}

function stageTable([name, kept, ids, probs], token, labels) {
  const rows = ids.map((id, i) => candidate(labels(id), probs[i], percent(probs[i]), id === token.id));
  if (!ids.includes(token.id)) rows.push(candidate(labels(token.id), 0, 'further down', true));
  const head = `${name === 'model' ? '' : 'after '}${stageName(name)}`;
  return make('div', {}, [make('h5', {}, [head, span('decoding-id', `${count(kept)} kept`)]), make('ul', {}, rows)]);
}

function candidate(label, share, text, chosen) {
  const row = make('li', {}, [span('decoding-mark', chosen ? '▸' : ''), make('span', { dir: 'auto' }, visibleNodes(label)), span('', text)]);
  row.style.setProperty('--share', `${100 * share}%`);
  row.classList.toggle('chosen', chosen);
  return row;
}

const trailNodes = (trail) => (trail ? visibleNodes(trail) : []);

/** The branches of one level of beam search, best first: kept, then cut. */
function levelTable(level, token, labels, trail) {
  const rows = (branches, mark) =>
    branches.map((branch) => {
      const [parent, id, logprob, score, finished] = branch;
      const row = make('li', {}, [
        span('decoding-mark', branch === token.branch ? '▸' : mark),
        make('span', { dir: 'auto' }, [...trailNodes(trail(parent)), make('b', {}, visibleNodes(labels(id)))]),
        span('', `${nats(score)}${finished ? ' ended' : ''}`),
      ]);
      row.title = `score ${score}, log-probability of the token ${logprob}`;
      row.classList.toggle('chosen', branch === token.branch);
      return row;
    });
  const kept = make('div', {}, [make('h5', { textContent: 'kept branches, by score' }), make('ul', {}, rows(level.kept, '+'))]);
  const cut = make('div', {}, [make('h5', { textContent: 'cut off' }), make('ul', { className: 'cut' }, rows(level.pruned, '×'))]);
  return make('div', { className: 'decoding-tables' }, [kept, cut]);
}
