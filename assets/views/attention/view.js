// The attention picture: drawing what has changed, and writing what it shows.

let cache = {}; // layouts, theme and images, until what they show changes
const stale = (...names) => names.forEach((name) => delete cache[name]);

/** Everything anew: another text, another size, another theme. */
function refresh() {
  stale(...ALL_OF_IT);
  draw();
}

const soon = onceAFrame(() => draw());

/** One column, two, or three with lines beside the map; a picture that is not shown has no layout. */
function arrange() {
  const { picture } = state.options;
  part.root.classList.toggle('wide', part.root.clientWidth >= 820);
  part.root.classList.toggle('both', picture === 'both');
  part.gridPane.hidden = Boolean(state.maps.title); // a single map, made of many: there is nothing to choose
  part.mapPane.hidden = picture === 'lines';
  part.linesPane.hidden = picture === 'map';
}

function prepare(kept) {
  const { maps, scores, options } = state;
  const most = Math.max(360, Math.min(960, window.innerHeight * 0.78));
  const inner = (node) => node.clientWidth;
  cache.theme ??= readTheme(part.root, maps.palettes[options.palette], options.scale, maps.signed);
  cache.grid ??= gridLayout(maps, inner(part.gridPane), orderOf(maps, scores, options.sort, options.only));
  cache.thumbs ??= gridImage(maps, cache.grid, cache.theme, options.threshold, decorationOf(scores, options.only));
  if (options.picture !== 'lines') {
    cache.map ??= mapLayout(maps, inner(part.mapPane), most);
    cache.axes ??= axesImage(maps, cache.map, cache.theme);
    cache.image ??= { of: mapImage(maps, choice(), kept, Math.round(cache.map.size * (window.devicePixelRatio || 1)), cache.theme) };
  }
  if (options.picture !== 'map') cache.lines ??= linesLayout(maps, inner(part.linesPane), options.picture === 'both' ? Math.max(360, cache.map.height) : most);
  cache.bar ??= drawScale(part.bar, cache.theme, options.scale, maps.signed) ?? true;
  part.bar.setAttribute('aria-label', `colours of the weights, from ${maps.signed ? '−100' : 0} to 100 percent`);
}

function draw() {
  if (!state.maps || !part.root.clientWidth) return; // in a tab that is not shown: drawn when it gets a width
  const started = performance.now();
  const { maps, options } = state;
  const shown = choice();
  const source = maps.source(shown);
  const kept = source.largest(options.threshold);
  arrange();
  writeControls();
  prepare(kept);
  drawGrid(part.grid, cache.grid, cache.thumbs, cache.theme, {
    chosen: new Set(shown.heads.map(([layer, head]) => `${layer}.${head}`)),
    cursor: state.cursor,
    hovered: state.hovered,
  });
  if (options.picture !== 'lines') drawMap(part.map, maps, source, kept, cache.map, cache.theme, cache.axes, cache.image.of, crosshair());
  if (options.picture !== 'map') drawLinesPane(source, kept);
  shadeChips(chipsOf(part.chips), source, focusToken(), crosshair().key, options.scale, state.pinned);
  write(shown, source, kept);
  const drawn = (performance.now() - started).toFixed(1);
  Object.assign(part.root.dataset, { head: `${state.cursor.layer},${state.cursor.head}`, exact: source.isExact, drawn });
}

function drawLinesPane(source, kept) {
  const { lines, theme } = cache;
  part.linesTall.style.height = `${lines.tall}px`;
  part.linesScroll.style.height = `${lines.height}px`;
  drawLines(part.lines, source, kept.keeps, lines, theme, state.options.scale, crosshair(), part.linesScroll.scrollTop);
}

function write(shown, source, kept) {
  const { maps, scores, options } = state;
  const cell = crosshair();
  const place = shown.combine ? null : { layer: shown.heads[0][0], head: shown.heads[0][1] };
  part.title.textContent = titleOf(maps, shown);
  if (part.tags.dataset.of !== tagKey(place)) {
    part.tags.dataset.of = tagKey(place);
    buildTags(part.tags, scores, place);
  }
  part.sentence.textContent = sentence();
  part.treatment.textContent = caption(source, options, options.picture !== 'lines' && hasNumbers(cache.map));
  part.readout.textContent = cell.query === null || cell.key === null ? ' ' : describeCell(maps, source, kept.keeps, cell);
  part.readout.title = source.isExact ? '' : '≈: from the 8-bit picture; the exact number is on its way';
  part.gridNote.textContent = hoverNote() ?? gridNote(maps, cache.grid.placed ? '' : options.sort);
  part.marks.textContent = markNote(maps, scores);
  fillTables(part, maps, source, scores, `${maps.key} ${nameOf(shown)} ${source.isExact}`);
}

const tagKey = (place) => `${state.scores?.model} ${place ? `${place.layer}.${place.head}` : ''}`;

function hoverNote() {
  const { hovered, scores, maps } = state;
  if (!hovered) return null;
  if (hovered.head === undefined) return `layer ${hovered.layer}: all its heads`;
  const tags = (scores?.tags(hovered) ?? []).map((tag) => `${tagName(tag)} ${scores.score(hovered, tag).toFixed(2)}`);
  return [`layer ${hovered.layer} head ${hovered.head}`, ...tags].join(' · ');
}

function writeControls() {
  const { maps, options, scores } = state;
  const { sinks, combinations, palettes } = maps;
  part.mode.press(isSeveral() ? 'several' : 'one');
  part.several.hidden = !isSeveral();
  part.modeField.hidden = !Object.keys(combinations).length;
  part.layer.textContent = `layer ${state.cursor.layer}`;
  part.combine.fill(Object.keys(combinations).map((name) => [name, name]), options.combine);
  part.sort.fill(sortEntries(maps, scores), options.sort);
  part.only.fill(filterEntries(maps, scores), options.only);
  part.onlyField.hidden = !scores;
  part.headsTable.hidden = !scores && !maps.measures;
  part.sinkField.hidden = Object.keys(sinks).length < 2;
  part.sink.fill(Object.keys(sinks).map((name) => [name, SINK_NAMES[name] ?? name]), options.sink);
  part.threshold.show(options.threshold);
  part.scale.press(options.scale);
  part.palette.fill(Object.keys(palettes).map((name) => [name, name]), options.palette);
  part.palette.hidden = Object.keys(palettes).length < 2;
  part.picture.press(options.picture);
}

function scrollToHead() {
  const box = part.grid.parentElement;
  const at = cache.grid?.cells.find(({ layer, head }) => layer === state.cursor.layer && head === state.cursor.head);
  if (!at) return;
  const margin = cache.grid.placed ? GRID.left : 0;
  if (at.x < box.scrollLeft + margin) box.scrollLeft = at.x - margin;
  if (at.x + cache.grid.step > box.scrollLeft + box.clientWidth) box.scrollLeft = at.x + cache.grid.step - box.clientWidth;
}

/** Shows a token in the text and in the columns of the lines, except where it was pointed at. */
function bringIntoView(token, from) {
  if (from !== 'lines') scrollToLine(token);
  const chip = from === 'text' ? null : chipsOf(part.chips)[token];
  if (chip) scrollWithin(part.chips, chip.offsetTop, chip.offsetHeight, part.chips.clientHeight);
}

function scrollToLine(token) {
  if (cache.lines) scrollWithin(part.linesScroll, token * cache.lines.row, cache.lines.row, cache.lines.height);
}

/** Scrolls a box, and not the page, as far as needed. */
function scrollWithin(box, start, length, room) {
  if (start < box.scrollTop) box.scrollTop = start;
  if (start + length > box.scrollTop + room) box.scrollTop = start + length - room;
}
