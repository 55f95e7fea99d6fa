// Arrays as they travel (ngpl/plots/payload.py): zlib in base64, little-endian, with their type and shape.

const ARRAYS = { float32: Float32Array, uint8: Uint8Array, uint16: Uint16Array, int32: Int32Array };

/** The typed array behind {dtype, data}. */
async function unpack({ dtype, data }) {
  const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
  return new ARRAYS[dtype](await new Response(inflated).arrayBuffer());
}
