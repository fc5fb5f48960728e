const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A name of which only the first sign of each word is left: `K•• M••`, `김••`. */
export function maskName(name: string): string {
  return name
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const [first] = graphemes.segment(word);
      return `${first?.segment ?? ''}••`;
    })
    .join(' ');
}
