// Strategies side by side, part 3 of 5: the tree of a beam search. Levels go to the right, kept branches down, best first.

const TREE = { step: 104, row: 40, width: 84, height: 32, letters: 9, pause: 200 };

function svg(tag, attributes = {}, children = []) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** At most so many characters of a label, with an ellipsis where some are missing. */
function clipped(label, most = TREE.letters) {
  const letters = Array.from(visible(label));
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('');
}

class Tree {
  constructor(strategy, label) {
    Object.assign(this, { label, nodes: [], parents: [], marks: [], drawn: -Infinity });
    this.edges = svg('g', { class: 'edges' });
    this.boxes = svg('g');
    this.sentence = make('p', { className: 'decoding-note decoding-best' });
    this.table = foldedTable('This tree as a table', () => branchTable(this.search, label, (depth, place) => this.fate(depth, place)));
    this.svg = svg('svg', { role: 'group', 'aria-label': `search tree of ${strategy}` }, [this.edges, this.boxes]);
    this.scroll = make('div', { className: 'decoding-scroll' }, [this.svg]);
    this.node = make('details', { className: 'decoding-tree', open: true, 'data-strategy': strategy }, [
      make('summary', { textContent: `Search tree of ${strategy}` }),
      make('p', { className: 'decoding-note', textContent: 'Kept branches of every level with their scores, best on top. Filled: the best branch so far. Faint: given up later. Double frame: ended. What was cut off at once is on the cards.' }),
      ...[this.scroll, this.sentence, this.table.node],
    ]);
    this.svg.addEventListener('keydown', (event) => this.move(event));
  }

  /** Brings the tree up to date; while the search goes on, only after a pause. */
  draw(search, going) {
    const { levels } = search;
    if (!going) this.sentence.textContent = branchSentence(search, this.label);
    if (this.nodes.length === levels.length || (going && performance.now() - this.drawn < TREE.pause)) return;
    this.drawn = performance.now();
    while (this.nodes.length < levels.length) this.addLevel(levels[this.nodes.length].kept);
    this.mark(search);
    this.search = search;
    this.table.fill();
    this.svg.setAttribute('width', levels.length * TREE.step);
    this.svg.setAttribute('height', TREE.row * Math.max(...levels.map((level) => level.kept.length)));
    this.scroll.scrollLeft = this.scroll.scrollWidth;
  }

  addLevel(kept) {
    const depth = this.nodes.length;
    this.parents.push(kept.map(([parent]) => parent));
    this.nodes.push(kept.map((branch, place) => this.addNode(branch, depth, place)));
  }

  addNode([parent, id, , score, finished], depth, place) {
    const [x, y] = [depth * TREE.step, place * TREE.row];
    const box = { width: TREE.width, height: TREE.height, rx: 5 };
    const node = svg('g', { class: `decoding-node${finished ? ' ended' : ''}`, transform: `translate(${x + 4},${y + 4})`, tabindex: depth + place ? -1 : 0, role: 'img' }, [
      svg('rect', box),
      ...(finished ? [svg('rect', { x: 2.5, y: 2.5, width: box.width - 5, height: box.height - 5, rx: 3, class: 'inner' })] : []),
      svg('text', { x: 6, y: 14 }),
      svg('text', { x: 6, y: 27, class: 'score' }),
    ]);
    const [name, number] = node.querySelectorAll('text');
    name.textContent = clipped(this.label(id));
    number.textContent = nats(score);
    node.setAttribute('aria-label', `level ${depth + 1}, ${visible(this.label(id))}, score ${nats(score)}${finished ? ', ended' : ''}`);
    Object.assign(node.dataset, { depth, place });
    const from = `M${x - TREE.step + TREE.width + 4},${parent * TREE.row + 4 + TREE.height / 2}`;
    const edge = svg('path', { d: depth ? `${from} L${x + 4},${y + 4 + TREE.height / 2}` : '' });
    this.edges.append(edge);
    this.boxes.append(node);
    return { node, edge };
  }

  /** Tells the best branch, those that still go on or have ended, and those given up apart. */
  mark({ best }) {
    let [alive, path] = [new Set(this.parents.at(-1).keys()), null];
    for (let depth = this.nodes.length - 1; depth >= 0; depth--) {
      if (depth === best.depth) path = best.place;
      const mark = `${path} ${[...alive].sort()}`;
      if (this.marks[depth] === mark && depth < best.depth) break; // so nothing changed before it either
      this.marks[depth] = mark;
      this.nodes[depth].forEach(({ node, edge }, place) => {
        const ended = node.classList.contains('ended');
        for (const part of [node, edge]) {
          part.classList.toggle('best', place === path);
          part.classList.toggle('dead', !alive.has(place) && !ended && place !== path);
        }
        if (ended) alive.add(place);
      });
      path = path === null ? null : this.parents[depth][path];
      alive = new Set([...alive].map((place) => this.parents[depth][place]));
    }
  }

  /** What became of a branch, in words. */
  fate(depth, place) {
    const { classList } = this.nodes[depth][place].node;
    const words = { best: 'best', ended: 'ended', dead: 'given up later' };
    return Object.keys(words).filter((name) => classList.contains(name)).map((name) => words[name]).join(', ') || 'kept';
  }

  move(event) {
    const node = event.target.closest('.decoding-node');
    const [depth, place] = [Number(node.dataset.depth), Number(node.dataset.place)];
    const child = this.parents[depth + 1]?.indexOf(place);
    const to = { ArrowLeft: [depth - 1, this.parents[depth][place]], ArrowRight: [depth + 1, Math.max(0, child)], ArrowUp: [depth, place - 1], ArrowDown: [depth, place + 1] }[event.key];
    const next = to && this.nodes[to[0]]?.[to[1]]?.node;
    if (!to) return;
    event.preventDefault();
    if (!next) return;
    node.setAttribute('tabindex', -1);
    next.setAttribute('tabindex', 0);
    next.focus();
  }
}
