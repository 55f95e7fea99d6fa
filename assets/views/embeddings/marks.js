// The embedding map, part 3 of 6: what is marked on it. Every mark has a shape of its own, and a name if there is room.

const MOST_LABELS = 70;

/** What is marked, the most important first: [{id, role, name}]. */
function marksOf(vocabulary, { text, near, sum, hover }) {
  const marks = [];
  const add = (id, role, before = '') => marks.push({ id, role, name: before + cut(vocabulary.label(id)) });
  if (hover !== null) add(hover, 'hover');
  const places = placesOf(text.ids);
  if (near && near.id !== null) {
    const here = text.ids[text.token] === near.id ? text.token : places.get(near.id);
    add(near.id, 'picked', here === undefined ? '' : `${here} `);
  }
  for (const id of sum?.plus ?? []) add(id, 'operand', '+ ');
  for (const id of sum?.minus ?? []) add(id, 'operand', '− ');
  for (const { id } of sum?.neighbours ?? []) add(id, 'sum');
  for (const { id } of near?.neighbours ?? []) add(id, 'near');
  for (const [id, numbers] of places) add(id, 'text', `${numbers} `);
  return marks;
}

/** Token -> its numbers in the text, counted from 0: "2", "2,9" or "2,9,…". */
function placesOf(ids) {
  const places = new Map();
  ids.forEach((id, at) => places.set(id, [...(places.get(id) ?? []), at]));
  return new Map(Array.from(places, ([id, all]) => [id, all.length > 2 ? `${all.slice(0, 2)},…` : String(all)]));
}

function cut(label, most = 18) {
  const chars = Array.from(label);
  return chars.length > most ? `${chars.slice(0, most - 1).join('')}…` : label;
}

function drawMarks(context, vocabulary, state, screen, size, theme) {
  const marks = marksOf(vocabulary, state);
  if (state.showPath) drawPath(context, state.text.ids, screen, theme);
  drawSpokes(context, state.near, screen, theme);
  for (let i = marks.length - 1; i >= 0; i--) drawMark(context, marks[i], screen, theme);
  const labels = new Labels(context, size, theme);
  const named = new Set();
  for (const mark of marks) {
    if (named.has(mark.id) && mark.role !== 'operand') continue;
    named.add(mark.id);
    labels.add(mark.name, screen.x[mark.id], screen.y[mark.id], mark.role !== 'text' || marks.length < 40);
  }
  return { labels, named };
}

/** The text's tokens joined in their order. */
function drawPath(context, ids, screen, theme) {
  if (ids.length < 2) return;
  context.strokeStyle = theme.text;
  context.globalAlpha = ids.length > 60 ? 0.25 : 0.5;
  context.lineWidth = 1.2;
  context.beginPath();
  ids.forEach((id, at) => context[at ? 'lineTo' : 'moveTo'](screen.x[id], screen.y[id]));
  context.stroke();
  context.globalAlpha = 1;
}

/** Dashes from the selected token to its neighbours. */
function drawSpokes(context, near, screen, theme) {
  if (!near || near.id === null) return;
  context.strokeStyle = theme.near;
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.beginPath();
  for (const { id } of near.neighbours) {
    context.moveTo(screen.x[near.id], screen.y[near.id]);
    context.lineTo(screen.x[id], screen.y[id]);
  }
  context.stroke();
  context.setLineDash([]);
}

function drawMark(context, { id, role }, screen, theme) {
  const [x, y] = [screen.x[id], screen.y[id]];
  const ring = (r, width) => {
    context.beginPath();
    context.arc(x, y, r, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.stroke();
  };
  context.strokeStyle = context.fillStyle = { hover: theme.ink, picked: theme.picked, operand: theme.sum }[role] ?? theme[role];
  if (role === 'text') {
    ring(5, 2);
  } else if (role === 'near') {
    context.lineWidth = 2;
    context.strokeRect(x - 5.5, y - 5.5, 11, 11);
  } else if (role === 'sum') {
    shapePath(context, 0, x, y, 6);
    context.lineWidth = 2;
    context.stroke();
  } else if (role === 'operand') {
    shapePath(context, 0, x, y, 6);
    context.fill();
  } else if (role === 'picked') {
    ring(5, 3);
    ring(9.5, 1.5);
  } else {
    ring(8, 1.5);
  }
}

/** Labels that keep out of each other's way: the first to come has the place. */
class Labels {
  constructor(context, size, theme) {
    Object.assign(this, { context, size, theme, boxes: [] });
    context.font = `12px ${FONT}`;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
  }

  /** Writes beside (x, y) where there is room; says whether there was. */
  add(name, x, y, boxed) {
    if (x < 0 || y < 0 || x > this.size.width || y > this.size.height) return false;
    const width = this.context.measureText(name).width;
    const places = [[x + 9, y], [x - 9 - width, y], [x - width / 2, y - 15], [x - width / 2, y + 15]];
    const box = places.map(([left, middle]) => [left - 2, middle - 7.5, left + width + 2, middle + 7.5]).find((b) => this.isFree(b));
    if (!box) return false;
    this.boxes.push(box);
    if (boxed) {
      this.context.fillStyle = this.theme.paper;
      this.context.globalAlpha = 0.82;
      this.context.fillRect(box[0], box[1], box[2] - box[0], 15);
      this.context.globalAlpha = 1;
    }
    this.context.fillStyle = boxed ? this.theme.ink : this.theme.faint;
    haloed(this.context, this.theme, name, box[0] + 2, box[1] + 8);
    return true;
  }

  isFree([left, top, right, bottom]) {
    if (left < 0 || top < 0 || right > this.size.width || bottom > this.size.height) return false;
    return this.boxes.every((box) => right < box[0] || left > box[2] || bottom < box[1] || top > box[3]);
  }
}

/** Names for tokens that are not marked, as far as there is room: words first, and of them the common ones. */
function drawNames(vocabulary, hidden, screen, size, { labels, named }) {
  let [written, tried] = [0, 0];
  for (const words of [true, false]) {
    for (let id = 0; id < vocabulary.size && written < MOST_LABELS && tried < 3000; id++) {
      const [x, y] = [screen.x[id], screen.y[id]];
      if (words !== vocabulary.raw[id].length > 2 || named.has(id) || hidden.has(vocabulary.kinds[id])) continue;
      if (x < 0 || y < 0 || x > size.width || y > size.height) continue;
      tried += 1;
      written += labels.add(cut(vocabulary.label(id), 12), x, y, false);
    }
  }
}
