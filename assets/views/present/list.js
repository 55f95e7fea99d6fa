// Presenting, part 2 of 3: the buttons, and the list of scenes.

function buildPresent() {
  const button = (textContent, title, properties = {}) => make('button', { type: 'button', className: 'ngpl-button', textContent, title, ...properties });
  const part = {
    present: button('Present', 'what is on the screen, large (P)'),
    keep: button('Keep scene', 'what is on the screen as a scene of a presentation (K)'),
    scenes: button('Scenes', 'the scenes kept', { 'aria-expanded': 'false' }),
    status: make('p', { className: 'present-status', role: 'status' }),
    list: make('ol', { className: 'present-list', 'aria-label': 'scenes' }),
    play: button('Play all', 'all scenes, from the first on'),
    save: button('Export', 'all scenes as one HTML file that needs no network'),
    undo: button('Undo', 'bring the scene back that was removed', { hidden: true }),
    close: button('Close', 'close the list (Escape)'),
  };
  part.panel = make('section', { className: 'present-panel', 'aria-label': 'scenes', hidden: true }, [
    make('div', { className: 'present-bar' }, [make('h3', { textContent: 'Scenes' }), part.play, part.save, part.close]),
    part.list,
    part.undo,
  ]);
  part.root = make('section', { className: 'ngpl-present', 'aria-label': 'presentation' }, [
    make('div', { className: 'present-bar' }, [part.present, part.keep, part.scenes]),
    part.panel,
    part.status,
  ]);
  return part;
}

/** One line of the list; `act` has what its buttons and boxes do: play, move, remove, write. */
function sceneLine(scene, at, count, act) {
  const button = (textContent, title, does, disabled = false) => {
    const node = make('button', { type: 'button', className: 'ngpl-button', textContent, title, 'aria-label': `${title}: scene ${at + 1}`, disabled });
    node.addEventListener('click', does);
    return node;
  };
  const { id } = scene;
  const box = (name, placeholder) => {
    const node = make('input', { className: 'ngpl-box', value: scene[name], placeholder, 'aria-label': `${placeholder} of scene ${at + 1}`, dir: 'auto' });
    node.addEventListener('change', () => act.write(id, name, node.value));
    return node;
  };
  const line = make('li', {}, [
    make('div', { className: 'present-boxes' }, [box('title', 'title'), box('note', 'speaker’s note')]),
    make('span', { className: 'present-about', textContent: [scene.model, scene.text].join(' · '), dir: 'auto' }),
    make('span', { className: 'present-bar' }, [
      button('▶', 'present from here', () => act.play(at)),
      button('↑', 'earlier', () => act.move(id, -1), at === 0),
      button('↓', 'later', () => act.move(id, 1), at === count - 1),
      button('✕', 'remove', () => act.remove(id)),
    ]),
  ]);
  line.dataset.id = id;
  return line;
}
