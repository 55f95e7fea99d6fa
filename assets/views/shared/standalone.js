// In a file of its own a picture has no Python to talk to: this stands in for gr.HTML. `answers` holds what Python would say.

function standalone(message, element, picture) {
  const callbacks = {};
  const props = { value: message.value };
  const watch = (name, callback) => (callbacks[name] = callback);
  const trigger = (event, data) => {
    const answer = message.answers[JSON.stringify([event, data])];
    if (!answer) return;
    props[answer.prop] = answer.value;
    callbacks[answer.prop]();
  };
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => document.body.classList.toggle('dark', dark.matches);
  dark.addEventListener('change', follow);
  follow();
  picture(element, trigger, props, watch);
}
