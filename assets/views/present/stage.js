// In the frame of a scene: the keys that no picture takes, light or dark, and how sharp canvases are, are the deck's.
// In scope: ratio (the pixels of a canvas for a CSS pixel).

/** Arrows go to the first picture that takes them; all other keys, and that somebody is there, are told to the deck. */
function listen(deck) {
  const shown = (node) => node.offsetParent !== null;
  const first = () => [...document.querySelectorAll('canvas[tabindex="0"], input[type="range"], [role="group"] [tabindex="0"]')].find(shown);

  function arrow(key) {
    const picture = first();
    if (!picture) return deck.postMessage({ key: { ArrowRight: 'PageDown', ArrowLeft: 'PageUp' }[key] }, '*');
    picture.focus();
    picture.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  }

  /** Pictures draw anew when the body's class is set, also to what it is. */
  function look(message) {
    ratio = message.ratio;
    document.body.classList.toggle('dark', message.dark);
    document.body.className = `${document.body.className}`;
  }

  window.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key.startsWith('Arrow')) {
      if (document.activeElement !== document.body) return;
      event.preventDefault();
      return arrow(key);
    }
    const typed = target.matches('input:not([type="range"]), select, textarea') || (target.matches('button, summary') && (key === ' ' || key === 'Enter'));
    if (key === 'Tab' || typed) return;
    if (key.startsWith('Page')) event.preventDefault();
    deck.postMessage({ key }, '*');
  });
  window.addEventListener('pointermove', () => deck.postMessage({}, '*'));
  window.addEventListener('message', ({ source, data }) => {
    if (source !== deck) return;
    if (data.key) arrow(data.key);
    else look(data);
  });
}
