const invisible = /^[\p{Mn}\p{Me}\p{Cf}\p{Cc}]$/u;
/** East Asian Wide and Fullwidth (Unicode TR11), and pictographs, as terminals show them. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;

/** Columns of a fixed-width screen that the text takes: a Hangul syllable or Han character two. */
export function textWidth(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (character < '\u0300' && character >= ' ' && character !== '\u00ad') columns += 1;
    else if (wide.test(character)) columns += 2;
    else if (!invisible.test(character)) columns += 1;
  }
  return columns;
}
