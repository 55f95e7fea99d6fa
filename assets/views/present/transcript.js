// The conversation as a picture: not seen on the page, where it would be there twice, but in scenes of it.
// Props: value (the messages {role, content} of gr.Chatbot, with the marks of `bubbles` in ngpl/ui/conversation.py).

const list = make('ol', { className: 'present-talk', 'aria-label': 'the conversation' });

const SPEAKER = /^<small[^>]*>(.*?)<\/small>/s;
const textOf = (content) => (typeof content === 'string' ? content : content.map((block) => block.text ?? '').join(''));
const plain = (content) => textOf(content).replace(SPEAKER, '$1: ').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

const messages = () => props.value ?? [];

function draw() {
  list.replaceChildren(...messages().map(({ role, content }) => make('li', { className: role, dir: 'auto', textContent: plain(content) })));
}

(element.firstElementChild ?? element).replaceChildren(list);
element.scene = () => (messages().length ? { value: props.value } : null);
watch('value', draw);
draw();
