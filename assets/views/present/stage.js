// In the frame of a scene: the keys that no picture takes, and light or dark, are the deck's.

/** Arrows go to the first picture that takes them; all other keys, and that somebody is there, are told to the deck. */
function listen(deck) {
  const shown = (node) => node.offsetParent !== null;
  const first = () => [...document.querySelectorAll('canvas[tabindex="0"], input[type="range"], [role="group"] [tabindex="0"]')].find(shown);

  function arrow(event) {
    const picture = first();
    if (!picture) return deck.postMessage({ key: { ArrowRight: 'PageDown', ArrowLeft: 'PageUp' }[event.key] }, '*');
    event.preventDefault();
    picture.focus();
    picture.dispatchEvent(new KeyboardEvent('keydown', { key: event.key, bubbles: true, cancelable: true }));
  }

  window.addEventListener('keydown', (event) => {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (key.startsWith('Arrow')) return document.activeElement === document.body && arrow(event);
    const typed = target.matches('input:not([type="range"]), select, textarea') || (target.matches('button, summary') && (key === ' ' || key === 'Enter'));
    if (key === 'Tab' || typed) return;
    if (key.startsWith('Page')) event.preventDefault();
    deck.postMessage({ key }, '*');
  });
  window.addEventListener('pointermove', () => deck.postMessage({}, '*'));
  window.addEventListener('message', ({ source, data }) => source === deck && document.body.classList.toggle('dark', Boolean(data?.dark)));
}
