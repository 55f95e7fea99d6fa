// How a word grows together: one row a merge, the part that has just been made set apart.

const table = make('table', { className: 'merges-table' });
const note = make('p', { className: 'ngpl-note' });
const heading = make('h4', { textContent: 'Merges of the selected word' });
const root = make('section', { className: 'ngpl-merges', 'aria-label': 'merges' }, [heading, note, table]);

(element.firstElementChild ?? element).replaceChildren(root);
watch('value', draw);
draw();

function draw() {
  const { steps = [], note: text = '' } = props.value ?? {};
  root.hidden = !steps.length && !text;
  table.hidden = !steps.length;
  note.textContent = steps.length ? 'BPE starts from single bytes and joins, again and again, the pair that it learned first.' : text;
  table.replaceChildren(...steps.flatMap(drawWord));
}

function drawWord(word) {
  return word.map((parts, step) => {
    const made = step ? madeAt(word[step - 1], parts) : -1;
    const said = step ? `${visible(word[step - 1][made])} + ${visible(word[step - 1][made + 1])}` : 'bytes';
    const last = step === word.length - 1;
    return make('tr', { className: last ? 'last' : '' }, [
      make('th', { scope: 'row', textContent: said }),
      make('td', {}, [...parts.map((part, i) => partChip(part, i === made)), ...(last ? [make('span', { className: 'ngpl-note', textContent: tokens(parts.length) })] : [])]),
    ]);
  });
}

function tokens(n) {
  return n === 1 ? 'one token' : `${n} tokens`;
}

/** The index of the first part that is new. */
function madeAt(before, after) {
  const at = after.findIndex((part, i) => part !== before[i]);
  return at < 0 ? after.length - 1 : at;
}

function partChip(part, made) {
  const node = chip(part, 0, { tag: 'span' });
  node.classList.add('plain');
  node.classList.toggle('made', made);
  return node;
}
