// What views that draw on a canvas share: a sharp canvas, colours between stops, texts that fit.

const MONO = 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace';
const MOST_PIXELS = 16000; // wider canvases stay blank in some browsers

/** Gives a canvas a size in CSS pixels, sharp on the screen; its context, cleared and scaled. */
function openCanvas(canvas, width, height) {
  const ratio = Math.min(window.devicePixelRatio || 1, MOST_PIXELS / Math.max(width, height, 1));
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = false;
  return context;
}

/** `count` colours [r, g, b], evenly along the straight lines from stop to stop; as `between` in ngpl/plots/colors.py. */
function colorsBetween(stops, count) {
  const rgb = stops.map((stop) => [1, 3, 5].map((at) => parseInt(stop.slice(at, at + 2), 16)));
  return Array.from({ length: count }, (_, i) => {
    const at = (i * (rgb.length - 1)) / (count - 1);
    const low = Math.min(Math.floor(at), rgb.length - 2);
    return rgb[low].map((value, channel) => Math.round(value + (rgb[low + 1][channel] - value) * (at - low)));
  });
}

/** Whether black reads better than white on a colour: either way the contrast is 4.5 to 1 or more. */
function darkInk(color) {
  const [r, g, b] = color.map((value) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179;
}

/** `text` cut to `room` pixels of the context's font, with an ellipsis where something was cut. */
function fitted(context, text, room) {
  if (context.measureText(text).width <= room) return text;
  const chars = Array.from(text);
  let [low, high] = [0, chars.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (context.measureText(`${chars.slice(0, middle).join('')}…`).width <= room) low = middle;
    else high = middle - 1;
  }
  return low ? `${chars.slice(0, low).join('')}…` : '';
}
