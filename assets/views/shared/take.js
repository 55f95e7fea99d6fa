// "Take it along": a button with a menu of file forms, for any view. Needs common.js, and style.css of the page.

const FORMS = { png: 'picture, 2x', svg: 'picture of vectors and text', csv: 'table', npz: 'NumPy arrays', json: 'all of it', html: 'page that works offline' };
const PATIENCE = 30000; // ms until no answer counts as none

/**
 * Puts the button and its menu into `root`, what it says below it. A choice is told as trigger('take', {form, ...options()}) with a form such
 * as 'png'; hand Python's answer, the prop `taken` = {name, mime, data, command, once} of ngpl/ui/take.py, to the
 * `taken` of what is returned: the file is saved, and the command line that remakes it is shown.
 */
function takeMenu(root, trigger, forms, options = () => ({})) {
  const part = buildTake(forms);
  let waiting = null;

  function open(opened) {
    part.menu.hidden = !opened;
    part.button.setAttribute('aria-expanded', String(opened));
    if (!opened) return;
    const free = document.documentElement.clientWidth - 8 - part.box.getBoundingClientRect().left;
    part.menu.style.left = `${Math.min(0, free - part.menu.offsetWidth)}px`;
    part.items[0].focus();
  }

  function ask(form) {
    open(false);
    part.button.focus();
    part.status.textContent = `Making the ${form.toUpperCase()} …`;
    clearTimeout(waiting);
    waiting = setTimeout(() => (part.status.textContent = 'No file came; a message on the page may say why.'), PATIENCE);
    trigger('take', { form, ...options() });
  }

  function taken(answer) {
    if (!answer?.name) return;
    clearTimeout(waiting);
    save(answer);
    part.status.textContent = `Saved as ${answer.name}.`;
    part.command.value = answer.command;
    part.again.hidden = !answer.command;
  }

  part.button.addEventListener('click', () => open(part.menu.hidden));
  part.items.forEach((item) => item.addEventListener('click', () => ask(item.dataset.form)));
  part.box.addEventListener('keydown', (event) => takeKey(event, part, open));
  part.box.addEventListener('mousedown', (event) => event.preventDefault()); // where a clicked button gets no focus, the menu must keep it
  part.box.addEventListener('focusout', (event) => !part.menu.contains(event.relatedTarget) && event.relatedTarget !== part.button && open(false));
  part.copy.addEventListener('click', async () => {
    const done = await toClipboard(part.command.value, part.box);
    part.status.textContent = done ? 'The command is copied.' : 'The browser does not let pages copy; select the line.';
  });
  root.append(part.box);
  root.after(part.answer);
  return { taken };
}

function buildTake(forms) {
  const item = (form) => {
    const words = [make('b', { textContent: form.toUpperCase() }), make('span', { textContent: FORMS[form] ?? '' })];
    const node = make('button', { type: 'button', role: 'menuitem', tabIndex: -1 }, words);
    node.dataset.form = form;
    return node;
  };
  const part = {
    button: make('button', { type: 'button', className: 'ngpl-button', textContent: 'Take it along', 'aria-haspopup': 'menu', 'aria-expanded': 'false' }),
    items: forms.map(item),
    status: make('p', { className: 'take-status', role: 'status' }),
    command: make('input', { className: 'ngpl-box', readOnly: true, spellcheck: false, 'aria-label': 'the command that remakes this file' }),
    copy: make('button', { type: 'button', className: 'ngpl-button', textContent: 'Copy' }),
  };
  part.menu = make('div', { className: 'take-menu', role: 'menu', 'aria-label': 'form of the file', hidden: true }, part.items);
  part.box = make('span', { className: 'ngpl-take' }, [part.button, part.menu]);
  part.again = make('div', { className: 'take-again', hidden: true }, [make('span', { textContent: 'The same file on your machine:' }), part.command, part.copy]);
  part.answer = make('div', { className: 'take-answer' }, [part.status, part.again]);
  part.command.addEventListener('focus', () => part.command.select());
  return part;
}

/** Up and down through the menu, Home and End to its ends, Escape out of it. */
function takeKey(event, part, open) {
  const at = part.items.indexOf(event.target);
  const count = part.items.length;
  const to = { ArrowDown: (at + 1) % count, ArrowUp: (at - 1 + count) % count, Home: 0, End: count - 1 }[event.key];
  if (event.key === 'Escape' && !part.menu.hidden) {
    event.stopPropagation();
    open(false);
    part.button.focus();
  } else if (to !== undefined && at >= 0) {
    event.preventDefault();
    part.items[to].focus();
  } else if (event.key === 'ArrowDown' && event.target === part.button) {
    event.preventDefault();
    open(true);
  }
}

/** Saves {name, mime, data}, base64. */
function save({ name, mime, data }) {
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  download(name, new Blob([bytes], { type: mime }));
}
