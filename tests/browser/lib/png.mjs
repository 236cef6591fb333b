// The size of a PNG picture, from its first chunk: https://www.w3.org/TR/png-3/#11IHDR

const SIGNATURE = "89504e470d0a1a0a";

// Width and height, or undefined when it is no PNG.
export function pngSize(bytes) {
  if (bytes.length < 24 || bytes.subarray(0, 8).toString("hex") !== SIGNATURE || bytes.toString("latin1", 12, 16) !== "IHDR") return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
