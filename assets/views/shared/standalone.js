// In a file of its own a picture has no Python to talk to: this stands in for gr.HTML.

/**
 * Shows `pictures` [{view, props, answers}] below each other in `box`; `views` are the scripts by name. `answers` hold
 * what Python would say: {prop, value} by JSON of [event, data]. `dark` is true or false, or null to follow the system.
 */
function standalone(pictures, box, views, dark = null) {
  const system = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => document.body.classList.toggle('dark', dark ?? system.matches);
  if (dark === null) system.addEventListener('change', follow);
  follow();
  for (const { view, props, answers } of pictures) {
    const element = Object.assign(document.createElement('div'), { className: 'picture ngpl-view' });
    const callbacks = {};
    const watch = (name, callback) => (callbacks[name] = callback);
    const trigger = (event, data) => {
      const answer = answers[JSON.stringify([event, data])];
      if (!answer) return;
      props[answer.prop] = answer.value;
      callbacks[answer.prop]();
    };
    box.append(element);
    views[view](element, trigger, props, watch);
  }
}
