// The attention picture: its state.

/** What a link or a saved scene brings back. `heads` [[layer, head], ...] are those combined, if any are. */
const OPTIONS = {
  combine: SINGLY,
  heads: [],
  sink: 'raw',
  threshold: 1,
  scale: 'sqrt',
  palette: '',
  picture: 'map',
  sort: 'place',
  only: '',
};
const ALL_OF_IT = ['theme', 'grid', 'thumbs', 'map', 'axes', 'image', 'lines', 'bar'];

/** The pictures that an option changes. */
const STALE = {
  combine: ['image'],
  heads: ['image'],
  sink: [],
  threshold: ['image'], // and the thumbnails once the slider rests
  scale: ['theme', 'thumbs', 'image', 'bar'],
  palette: ['theme', 'thumbs', 'image', 'bar'],
  picture: ['map', 'axes', 'image', 'lines', 'grid', 'thumbs'],
  sort: ['grid', 'thumbs'],
  only: ['grid', 'thumbs'],
};

const part = buildPage();
const state = {
  maps: null,
  payload: null, // that they were made of
  options: { ...OPTIONS },
  changed: false, // here: until then they follow what a link or a scene brings
  cursor: { layer: 0, head: 0 }, // the head chosen last
  told: { layer: 0, head: 0, at: -Infinity }, // the head that Python knows of, and since when (ms)
  pinned: null, // the token that stays shaded
  pointed: null, // {query, key} under the pointer or the focus
  hovered: null, // {layer, head} of the thumbnail under the pointer, only {layer} on its label
  scores: null,
};
