// The attention picture: from levels to pixels.

const SHADES = 1021; // colours along a ramp, with one in the middle

/** The 256 colours of the levels as Uint32 pixels. */
function levelColors(stops, scale, signed) {
  const shades = colorsBetween(stops, SHADES);
  return Uint32Array.from({ length: 256 }, (_, level) => {
    const [r, g, b] = shades[Math.round((SHADES - 1) * alongOf(weightOf(level, signed), scale, signed))];
    return (255 << 24) | (b << 16) | (g << 8) | r;
  });
}

/** What the pictures are drawn with, read from the page: light or dark, and the colours of style.css. */
function readTheme(root, palette, scale, signed) {
  const style = getComputedStyle(root);
  const stops = palette[root.closest('.dark') ? 'dark' : 'light'];
  const theme = { stops, colors: levelColors(stops, scale, signed), zero: signed ? SIGNED_ZERO : 0 };
  for (const name of ['ink', 'faint', 'line', 'paper', 'look', 'looked']) theme[name] = style.getPropertyValue(`--attention-${name}`).trim();
  return theme;
}

/** Where each of `pixels` pixels starts among `cells`, and the end of the last. */
function cellBounds(cells, pixels) {
  return Array.from({ length: pixels + 1 }, (_, i) => Math.floor((i * cells) / pixels));
}

/** Paints a triangle of levels into `out` (one Uint32 a pixel, `width` a row) from `start`: under each pixel the level farthest from zero. */
function paintTriangle(triangle, bounds, { colors, zero }, out, start, width) {
  const pixels = bounds.length - 1;
  for (let y = 0; y < pixels; y++) {
    const bottom = Math.max(bounds[y] + 1, bounds[y + 1]);
    for (let x = 0; x < pixels && bounds[x] < bottom; x++) {
      const right = Math.max(bounds[x] + 1, bounds[x + 1]);
      let [farthest, level] = [-1, BLANK];
      for (let q = Math.max(bounds[y], bounds[x]); q < bottom; q++) {
        const row = (q * (q + 1)) / 2;
        for (let k = bounds[x]; k < right && k <= q; k++) {
          const far = triangle[row + k] === BLANK ? -1 : Math.abs(triangle[row + k] - zero);
          if (far > farthest) [farthest, level] = [far, triangle[row + k]];
        }
      }
      if (level !== BLANK) out[start + y * width + x] = colors[level];
    }
  }
}

/**
 * Triangles of `cells` rows painted on one canvas off the page, in rows of `columns`, one pixel a cell where there is room:
 * {canvas, size, columns}, with `size` pixels for each. One canvas for all is many times faster than one for each.
 */
function trianglesImage(triangles, cells, pixels, theme) {
  const size = Math.max(1, Math.min(pixels, cells));
  const columns = Math.ceil(Math.sqrt(triangles.length));
  const width = columns * size;
  const image = new ImageData(width, Math.ceil(triangles.length / columns) * size);
  const [bounds, out] = [cellBounds(cells, size), new Uint32Array(image.data.buffer)];
  triangles.forEach((triangle, i) => paintTriangle(triangle, bounds, theme, out, (Math.floor(i / columns) * width + (i % columns)) * size, width));
  const canvas = Object.assign(document.createElement('canvas'), { width, height: image.height });
  canvas.getContext('2d').putImageData(image, 0, 0);
  return { canvas, size, columns };
}

const triangleImage = (triangle, cells, pixels, theme) => trianglesImage([triangle], cells, pixels, theme).canvas;

function outline(context, x, y, size, color, width) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.strokeRect(x, y, size, size);
}

const TICKS = { linear: [0, 0.25, 0.5, 0.75, 1], sqrt: [0, 0.05, 0.2, 0.5, 1] };

/** The ramp with percentages where the scale puts them. */
function drawScale(canvas, theme, scale, signed) {
  const [width, height, bar, left] = [176, 24, 9, 6];
  const room = width - left - 20;
  const context = openCanvas(canvas, width, height);
  const gradient = context.createLinearGradient(left, 0, left + room, 0);
  theme.stops.forEach((stop, i) => gradient.addColorStop(i / (theme.stops.length - 1), stop));
  context.fillStyle = gradient;
  context.fillRect(left, 1, room, bar);
  context.strokeStyle = theme.faint;
  context.lineWidth = 0.5;
  context.strokeRect(left, 1, room, bar);
  context.font = `10px ${MONO}`;
  context.fillStyle = theme.faint;
  context.textAlign = 'center';
  const ticks = TICKS[scale].filter((_, i) => !signed || i % 2 === 0);
  for (const tick of signed ? [...ticks.slice(1).map((tick) => -tick), ...ticks] : ticks) {
    const x = left + room * alongOf(tick, scale, signed);
    context.fillRect(x - 0.25, bar + 1, 0.5, 3);
    context.fillText(`${tick * 100}${tick === 1 ? ' %' : ''}`.replace('-', '−'), x, height - 2);
  }
}
