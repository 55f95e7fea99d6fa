// The film: one step as chips, candidates and a growing map.

/** The colours of the map, light or dark. */
function themeOf(root, film) {
  const style = getComputedStyle(root);
  const stops = Object.values(film.palettes)[0][root.closest('.dark') ? 'dark' : 'light'];
  const color = (name) => style.getPropertyValue(`--film-${name}`).trim();
  return { colors: levelColors(stops, 'sqrt', false), zero: 0, ink: color('ink'), line: color('line') };
}

/** The map up to the row of token q, which is marked; a line parts the columns of the prompt from those written. */
function drawMap(canvas, film, image, theme, q, size) {
  const context = openCanvas(canvas, size, size);
  const cell = size / film.tokens;
  context.drawImage(image, 0, 0, film.tokens, q + 1, 0, 0, size, (q + 1) * cell);
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.strokeRect(0.5, 0.5, size - 1, size - 1);
  for (const [x, y, w, h] of [[film.prompt * cell, 0, 0, size], [0, film.prompt * cell, size, 0]]) context.strokeRect(x, y, w, h);
  context.strokeStyle = theme.ink;
  context.lineWidth = 2;
  context.strokeRect(1, Math.max(1, q * cell - 1), Math.max(3, (q + 1) * cell), cell + 2);
}

/** Shades the text so far by what its last token looks at; what is not written yet is not there. */
function shadeChips(chips, film, choice, step) {
  const q = film.from(step);
  const row = film.row(choice, q);
  chips.forEach((chip, token) => {
    const written = token <= q;
    chip.hidden = !written && token !== q + 1;
    if (chip.nextSibling?.nodeName === 'BR') chip.nextSibling.hidden = !written;
    chip.style.setProperty('--share', written ? `${Math.round(100 * shareOf(row[token], 'sqrt'))}%` : '0%');
    chip.classList.toggle('last', token === q);
    chip.classList.toggle('next', token === q + 1);
    chip.title = written ? percent(row[token], false) : 'chosen at this step';
  });
}

function fillCandidates(body, film, step) {
  const share = (value) => make('td', { textContent: value ? percent(value, true) : 'removed', className: value ? '' : 'removed' });
  body.replaceChildren(
    ...film.candidatesOf(step).map(({ label, prob, left, chosen }) => {
      const name = make('th', { scope: 'row', dir: 'auto', textContent: `${chosen ? '✓ ' : ''}${label}` });
      const row = make('tr', { className: chosen ? 'chosen' : '' }, [name, share(prob), share(left)]);
      row.style.setProperty('--share', `${100 * prob}%`);
      return row;
    }),
  );
}
