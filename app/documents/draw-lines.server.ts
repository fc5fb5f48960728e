import { documentFont } from '~/documents/document-fonts.server';
import type { InkLine, InkStyle } from '~/documents/lay-out-blocks.server';
import { layOutWord } from '~/documents/lay-out-word.server';
import type { StyledText } from '~/documents/wrap-runs';

/**
 * Lines of text as outlines for an SVG, so that no font need be installed: `top` is the baseline of
 * the first of them, all in pixels.
 */
export function drawLines(
  lines: InkLine[],
  place: { left: number; top: number; leading: number },
): string {
  return lines
    .map((line, index) => {
      let x = place.left;
      return line.runs
        .map((run) => {
          const drawn = drawRun(run, x, place.top + index * place.leading);
          x += run.width;
          return drawn;
        })
        .join('');
    })
    .join('');
}

function drawRun(run: StyledText<InkStyle>, x: number, baseline: number): string {
  const { font } = documentFont(run.style.font);
  const scale = run.style.size / font.unitsPerEm;
  let at = x;
  const outlines = (run.text.match(/[^ ]* |[^ ]+/g) ?? []).flatMap((word) => {
    const { glyphs, positions } = layOutWord(run.style.font, word);
    return glyphs.map((glyph, index) => {
      const position = positions[index];
      const left = at + ((position?.xOffset ?? 0) * run.style.size) / 1000;
      const top = baseline - ((position?.yOffset ?? 0) * run.style.size) / 1000;
      at += ((position?.xAdvance ?? 0) * run.style.size) / 1000;
      const place = `translate(${left.toFixed(2)} ${top.toFixed(2)}) scale(${scale} ${-scale})`;
      return `<path transform="${place}" d="${glyph.path.toSVG()}"/>`;
    });
  });
  return `<g fill="${run.style.colour}">${outlines.join('')}</g>`;
}
