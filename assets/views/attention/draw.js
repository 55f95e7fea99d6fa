// The attention picture, part 2 of 5: canvases.

const MONO = 'ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace';

/** The 256 colours of the levels as Uint32 pixels. Levels are even in the square root of the weight. */
function levelColors(stops, scale) {
  const rgb = stops.map((stop) => [1, 3, 5].map((at) => parseInt(stop.slice(at, at + 2), 16)));
  return Uint32Array.from({ length: 256 }, (_, level) => {
    const share = scale === 'linear' ? (level / 255) ** 2 : level / 255;
    const at = Math.min(share * (rgb.length - 1), rgb.length - 1.000001);
    const low = Math.floor(at);
    const [r, g, b] = rgb[low].map((value, i) => Math.round(value + (rgb[low + 1][i] - value) * (at - low)));
    return (255 << 24) | (b << 16) | (g << 8) | r;
  });
}

/** What the pictures are drawn with, read from the page: light or dark, and the colours of attention.css. */
function readTheme(root, ramps, scale) {
  const style = getComputedStyle(root);
  const color = (name) => style.getPropertyValue(`--attention-${name}`).trim();
  const stops = root.closest('.dark') ? ramps.dark : ramps.light;
  return {
    ink: color('ink'),
    faint: color('faint'),
    paper: color('paper'),
    look: color('look'),
    looked: color('looked'),
    stops,
    colors: levelColors(stops, scale),
  };
}

/** Gives a canvas a size in CSS pixels, sharp on the screen; its context, cleared and scaled. */
function openCanvas(canvas, width, height) {
  const ratio = window.devicePixelRatio || 1;
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

/** A canvas off the page with a head painted `pixels` wide, one pixel a token where there is room. */
function headImage(maps, layer, head, pixels, colors) {
  const size = Math.max(1, Math.min(pixels, maps.tokens));
  const image = new ImageData(size, size);
  const out = new Uint32Array(image.data.buffer);
  paintTriangle(maps.triangle(layer, head), cellBounds(maps.tokens, size), colors, out, 0, size);
  const canvas = Object.assign(document.createElement('canvas'), { width: size, height: size });
  canvas.getContext('2d').putImageData(image, 0, 0);
  return canvas;
}

// The grid of heads

const GRID = { left: 30, top: 22, gap: 4, groupGap: 8 };

/** Where the thumbnails stand: at most as wide as there is room, never too small to hit with a finger. */
function gridLayout(maps, room) {
  const groups = maps.group > 1 ? maps.heads / maps.group - 1 : 0;
  const free = room - GRID.left - groups * GRID.groupGap - 2;
  const fit = Math.min(free / maps.heads, Math.max(44, 560 / maps.layers), 150);
  const step = Math.max(24, Math.floor(fit));
  const x = (head) => GRID.left + head * step + (maps.group > 1 ? Math.floor(head / maps.group) * GRID.groupGap : 0);
  const y = (layer) => GRID.top + layer * step;
  return { step, cell: step - GRID.gap, x, y, width: x(maps.heads - 1) + step, height: y(maps.layers) };
}

/** The head under a point, or null. */
function headAt(maps, layout, x, y) {
  const layer = Math.floor((y - GRID.top) / layout.step);
  const inside = (head) => x >= layout.x(head) && x < layout.x(head) + layout.step;
  const head = Array.from({ length: maps.heads }, (_, h) => h).find(inside);
  return layer >= 0 && layer < maps.layers && head !== undefined ? { layer, head } : null;
}

/** All thumbnails on one canvas off the page; drawn anew only for another text, size, scale or theme. */
function gridImage(maps, layout, theme) {
  const canvas = document.createElement('canvas');
  const context = openCanvas(canvas, layout.width, layout.height);
  const pixels = Math.round(layout.cell * (window.devicePixelRatio || 1));
  context.font = `11px ${MONO}`;
  context.textBaseline = 'middle';
  for (let layer = 0; layer < maps.layers; layer++) {
    context.textAlign = 'right';
    context.fillStyle = theme.faint;
    context.fillText(`L${layer}`, GRID.left - 6, layout.y(layer) + layout.cell / 2);
    for (let head = 0; head < maps.heads; head++) {
      const [x, y] = [layout.x(head), layout.y(layer)];
      context.drawImage(headImage(maps, layer, head, pixels, theme.colors), x, y, layout.cell, layout.cell);
      outline(context, x, y, layout.cell, theme.faint, 0.5);
    }
  }
  drawHeadLabels(context, maps, layout, theme);
  return canvas;
}

function drawHeadLabels(context, maps, layout, theme) {
  context.textAlign = 'center';
  context.fillStyle = theme.faint;
  for (let head = 0; head < maps.heads; head++) {
    context.fillText(`H${head}`, layout.x(head) + layout.cell / 2, GRID.top - 13);
  }
  if (maps.group === 1) return;
  for (let head = 0; head < maps.heads; head += maps.group) {
    const right = layout.x(head + maps.group - 1) + layout.cell;
    context.fillRect(layout.x(head), GRID.top - 5, right - layout.x(head), 1.5);
  }
}

function outline(context, x, y, size, color, width) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.strokeRect(x, y, size, size);
}

/** The grid with the chosen head framed, and the one under the pointer. */
function drawGrid(canvas, layout, image, theme, chosen, hovered) {
  const context = openCanvas(canvas, layout.width, layout.height);
  context.drawImage(image, 0, 0, layout.width, layout.height);
  if (hovered) outline(context, layout.x(hovered.head), layout.y(hovered.layer), layout.cell, theme.ink, 1.5);
  outline(context, layout.x(chosen.head) - 0.5, layout.y(chosen.layer) - 0.5, layout.cell + 1, theme.looked, 3);
}

// The bar of colours

/** The ramp with percentages where the scale puts them. */
function drawScale(canvas, theme, scale) {
  const [width, height, bar] = [220, 26, 10];
  const context = openCanvas(canvas, width, height);
  const gradient = context.createLinearGradient(8, 0, width - 18, 0);
  theme.stops.forEach((stop, i) => gradient.addColorStop(i / (theme.stops.length - 1), stop));
  context.fillStyle = gradient;
  context.fillRect(8, 0, width - 26, bar);
  context.strokeStyle = theme.faint;
  context.lineWidth = 0.5;
  context.strokeRect(8, 0, width - 26, bar);
  context.font = `10px ${MONO}`;
  context.fillStyle = theme.faint;
  context.textAlign = 'center';
  for (const share of scale === 'linear' ? [0, 0.25, 0.5, 0.75, 1] : [0, 0.05, 0.2, 0.5, 1]) {
    const x = 8 + (width - 26) * (scale === 'linear' ? share : Math.sqrt(share));
    context.fillRect(x - 0.25, bar, 0.5, 3);
    context.fillText(`${share * 100}${share === 1 ? ' %' : ''}`, x, height - 3);
  }
}
