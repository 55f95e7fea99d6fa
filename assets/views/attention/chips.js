// The attention picture: the text as chips that shade.

/** One button a token; only one of them is a stop of the Tab key, arrows go on from there. */
function buildChips(box, maps) {
  const chips = maps.labels.map((label, token) =>
    make('button', { type: 'button', className: 'attention-chip', textContent: label, dir: 'auto', tabIndex: token ? -1 : 0, 'data-token': token }),
  );
  box.replaceChildren(...chips.flatMap((chip) => (chip.textContent.includes('↵') ? [chip, document.createElement('br')] : [chip])));
}

const chipsOf = (box) => [...box.querySelectorAll('button')];

/** Shades the text: earlier tokens by what `token` looks at, later ones by how they look at it. */
function shadeChips(chips, source, token, key, scale, pinned) {
  chips.forEach((chip, other) => {
    const looked = token !== null && other > token;
    const weight = token === null ? 0 : looked ? source.weight(other, token) : source.weight(token, other);
    chip.style.setProperty('--share', `${Math.round(100 * shareOf(weight, scale))}%`);
    chip.classList.toggle('looked', looked);
    chip.classList.toggle('chosen', other === token);
    chip.classList.toggle('key', key !== token && other === key);
    chip.setAttribute('aria-pressed', String(other === pinned));
    chip.title = token === null ? '' : percent(weight, source.isExact, source.signed);
  });
}
