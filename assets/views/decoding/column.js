// Strategies side by side, part 4 of 5: one strategy's column, and how its tokens are coloured.

// A value's colour: how many of `bounds` it is past. Blue 0 is what was expected, orange 5 what was not.
const COLOURS = {
  probability: {
    level: (token, bounds) => bounds.filter((bound) => Math.exp(token.logprob) < bound).length,
    bounds: [0.8, 0.5, 0.2, 0.05, 0.01],
    names: ['80–100 %', '50–80 %', '20–50 %', '5–20 %', '1–5 %', 'under 1 %'],
  },
  entropy: {
    level: (token, bounds) => bounds.filter((bound) => token.entropy >= bound).length,
    bounds: [0.5, 1, 2, 3, 4],
    names: ['under 0.5 nats', '0.5–1', '1–2', '2–3', '3–4', 'over 4'],
  },
  rank: {
    level: (token, bounds) => bounds.filter((bound) => token.rank >= bound).length,
    bounds: [2, 3, 6, 21, 101],
    names: ['1st', '2nd', '3rd–5th', '6th–20th', '21st–100th', 'further'],
  },
};

function levelOf(token, colour) {
  const known = colour === 'probability' || token[colour] !== undefined;
  return known ? COLOURS[colour].level(token, COLOURS[colour].bounds) : '';
}

/** The parts of beam search that a column remembers: levels, and the path to the best branch so far. */
class Search {
  levels = [];
  best = null; // {depth, place, score, ended}
  ended = null; // the best branch that has ended

  add(level) {
    const depth = this.levels.push(level) - 1;
    const better = (a, b) => (a && a.score >= b.score ? a : b);
    const found = level.kept.map(([, , , score, ended], place) => ({ depth, place, score, ended }));
    this.ended = found.filter((branch) => branch.ended).reduce(better, this.ended);
    this.best = found.reduce(better, this.ended);
  }

  /** The branches from the first level to the one at `place` of level `depth`. */
  path(depth, place) {
    const branches = [];
    for (let level = depth; level >= 0; level--) {
      const branch = this.levels[level].kept[place];
      branches.unshift(branch);
      place = branch[0];
    }
    return branches;
  }

  tokens() {
    if (!this.best) return [];
    return this.path(this.best.depth, this.best.place).map((branch) => ({ id: branch[1], logprob: branch[2], branch }));
  }

  /** The last labels that led to branch `place` of the level before `depth`. */
  trail(depth, place, labels, most = 3) {
    if (depth === 0) return '';
    const ids = this.path(depth - 1, place).map((branch) => branch[1]);
    return (ids.length > most ? '…' : '') + ids.slice(-most).map(labels).join('');
  }

  get seconds() {
    return this.levels.reduce((sum, level) => sum + level.seconds, 0);
  }
}

class Column {
  constructor(name, { title, settings }, page) {
    Object.assign(this, { name, page, tokens: [], chips: [], text: '', search: null, state: 'waiting' });
    this.status = make('span', { className: 'decoding-state' });
    this.repeats = make('p', { className: 'decoding-repeats', hidden: true });
    this.box = make('div', { className: 'decoding-tokens', role: 'group', 'aria-label': `tokens of ${title}` });
    this.plain = make('pre', { className: 'decoding-text', dir: 'auto', tabIndex: 0, 'aria-label': `text of ${title}`, hidden: true });
    this.stats = make('p', { className: 'decoding-stats' });
    this.node = make('article', { className: 'decoding-column', 'data-strategy': name, 'aria-label': title }, [
      make('header', {}, [make('h4', { textContent: title }), this.status]),
      make('p', { className: 'decoding-note', textContent: settings }),
      this.box, this.plain, this.repeats, this.stats,
    ]);
  }

  get running() {
    return this.state === 'waiting' || this.state === 'writing' || this.state === 'searching';
  }

  add(event) {
    if (event.kept) this.addLevel(event);
    else if (event.end) this.end(event.end, event.text);
    else this.addStep(event);
  }

  addLevel(level) {
    if (!this.search) {
      this.search = new Search();
      this.tree = new Tree(this.name, this.page.label);
      this.page.trees.append(this.tree.node);
    }
    this.search.add(level);
    this.state = 'searching';
  }

  addStep(step) {
    if (this.state === 'searching') {
      this.clear();
      this.searched = this.search.tokens();
    }
    this.state = 'writing';
    this.text += step.text;
    const branch = this.searched?.[this.tokens.length];
    this.append(branch?.id === step.id ? { ...step, branch: branch.branch } : step);
  }

  end(reason, text = '') {
    this.state = reason;
    this.text += text;
  }

  clear() {
    this.tokens = [];
    this.chips = [];
    this.box.replaceChildren();
  }

  append(token) {
    const index = this.tokens.push(token) - 1;
    const chip = make('button', { type: 'button', className: 'decoding-token', tabIndex: index ? -1 : 0, 'data-index': index });
    this.chips.push(chip);
    this.dress(chip, token);
    this.box.append(chip);
    if (/[\n\r]/.test(this.page.label(token.id))) this.box.append(make('br'));
  }

  /** A token's looks: its text, its colour, and in words what the colour says. */
  dress(chip, token) {
    const { marks, colour, label } = this.page;
    const name = label(token.id);
    const spaced = token.text === ` ${name}` ? token.text : name; // words that lost their space get it back
    chip.replaceChildren(...visibleNodes(spaced, marks || /[\n\r\t]/.test(name)));
    chip.dataset.level = levelOf(token, colour);
    chip.classList.toggle('again', Boolean(token.again));
    const again = token.again ? ', repeats what was written' : '';
    chip.setAttribute('aria-label', `${visible(name)}: ${percent(Math.exp(token.logprob))}${token.rank ? `, rank ${token.rank}` : ''}${again}`);
  }

  /** Brings the page up to date, once for many events. */
  draw() {
    if (this.state === 'searching') this.drawSearch();
    this.tree?.draw(this.search, this.state === 'searching');
    this.status.textContent = { waiting: 'reading…', writing: 'writing…', searching: `searching, level ${this.search?.levels.length}…` }[this.state] ?? this.state;
    this.node.classList.toggle('running', this.running);
    this.drawText();
    this.drawStats();
  }

  /** The best branch so far, from where it leaves the one that is shown. */
  drawSearch() {
    const tokens = this.search.tokens();
    let same = 0;
    while (same < tokens.length && tokens[same].branch === this.tokens[same]?.branch) same++;
    this.chips.splice(same).forEach((chip) => {
      if (chip.nextSibling?.nodeName === 'BR') chip.nextSibling.remove();
      chip.remove();
    });
    this.tokens.length = same;
    tokens.slice(same).forEach((token) => this.append(token));
  }

  drawText() {
    const { marks, show } = this.page;
    this.box.hidden = show !== 'tokens';
    this.plain.hidden = show === 'tokens';
    if (this.plain.hidden) return;
    const text = this.text || this.tokens.map((token) => this.page.label(token.id)).join('');
    const lines = marks ? text.split(/(?<=\n)/).flatMap((line) => [...visibleNodes(line), ...(line.endsWith('\n') ? ['\n'] : [])]) : [text];
    this.plain.replaceChildren(...(text ? lines : []));
  }

  drawStats() {
    const total = this.tokens.reduce((sum, token) => sum + token.logprob, 0);
    const seconds = this.search?.seconds ?? this.tokens.reduce((sum, token) => sum + token.seconds, 0);
    const n = this.tokens.length;
    const score = this.search?.best ? ` · score ${nats(this.search.best.score)}` : '';
    this.stats.textContent = n
      ? `${n} tokens · log-prob ${nats(total)} total, ${nats(total / n)} a token${score} · ${Math.round(n / seconds)} tokens/s`
      : ' ';
    const again = this.tokens.filter((token) => token.again).length;
    this.repeats.hidden = !again;
    this.repeats.textContent = `↻ repeats itself: ${again} of ${n} tokens end a run of ${this.page.repeated} that it has written before`;
    Object.assign(this.node.dataset, { state: this.running ? 'running' : this.state, count: n, total });
  }

  card(index) {
    const token = this.tokens[index];
    const level = this.search?.levels[index];
    const { label } = this.page;
    return token && cardNodes(token, label, level, (place) => this.search.trail(index, place, label));
  }

  /** The card of a branch in the tree. */
  branchCard(depth, place) {
    const level = this.search.levels[depth];
    const branch = level.kept[place];
    const { label } = this.page;
    return cardNodes({ id: branch[1], logprob: branch[2], branch }, label, level, (parent) => this.search.trail(depth, parent, label));
  }

  restyle() {
    this.chips.forEach((chip, i) => this.dress(chip, this.tokens[i]));
    this.drawText();
  }
}
