import { encode } from 'uqr';

export type QrDrawing = { size: number; path: string };

/** Modules of light border that readers need around a code (ISO/IEC 18004, 6.3.8). */
const quietZone = 4;

/**
 * A QR code as one SVG path in units of modules, with its quiet zone; error correction M, so that a
 * crease or a drop of rain does not spoil it. The same text gives the same path.
 */
export function drawQrCode(text: string): QrDrawing {
  const { size, data } = encode(text, { ecc: 'M', border: quietZone });
  const runs = data.flatMap((row, y) =>
    darkRuns(row).map(({ x, width }) => `M${x} ${y}h${width}v1h-${width}z`),
  );
  return { size, path: runs.join('') };
}

function darkRuns(row: readonly boolean[]): { x: number; width: number }[] {
  const runs: { x: number; width: number }[] = [];
  row.forEach((dark, x) => {
    const last = runs.at(-1);
    if (!dark) return;
    if (last && last.x + last.width === x) last.width += 1;
    else runs.push({ x, width: 1 });
  });
  return runs;
}

/** The code as a file of its own: dark on white, sharp at every size. */
export function renderQrSvg(text: string): string {
  const { size, path } = drawQrCode(text);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="1024" height="1024" shape-rendering="crispEdges">`,
    `<path fill="#ffffff" d="M0 0h${size}v${size}h-${size}z"/>`,
    `<path fill="#000000" d="${path}"/>`,
    '</svg>\n',
  ].join('');
}
