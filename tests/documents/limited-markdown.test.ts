import { describe, expect, it } from 'vitest';
import { parseLimitedMarkdown, spellOutLinks } from '~/documents/limited-markdown';
import { renderLimitedMarkdown } from '~/documents/render-limited-markdown';

const html = (text: string) =>
  renderLimitedMarkdown(text, {
    noteLabel: (id) => `note ${id}`,
    noteHref: (id) => `#note-${id}`,
  });

describe('the organiser who writes a letter', () => {
  it('can make words strong, also next to Hangul particles', () => {
    expect(html('**"인권"**을')).toBe('<strong>&quot;인권&quot;</strong>을');
    expect(html('*so*')).toBe('<em>so</em>');
    expect(parseLimitedMarkdown('**"인권"**을')).toEqual([
      { text: '"인권"', bold: true },
      { text: '을', bold: false },
    ]);
  });

  it('can refer to notes', () => {
    expect(html('so.[^law] And')).toBe(
      'so.<sup><a href="#note-law" role="doc-noteref">note law</a></sup> And',
    );
    expect(parseLimitedMarkdown('**so**[^law]')).toEqual([
      { text: 'so', bold: true },
      { text: 'law', bold: false, noteId: 'law' },
    ]);
  });

  it('can link to https and mailto, and to nothing else', () => {
    expect(html('[a](https://e.example/?x=1&y=2 "t")')).toBe(
      '<a href="https://e.example/?x=1&amp;y=2" rel="noopener noreferrer">a</a>',
    );
    expect(html('[a](mailto:a@e.example)')).toContain('href="mailto:a@e.example"');
    const refused = [
      'javascript:alert(1)',
      'http://e.example',
      'data:text/html,x',
      '//e.example',
      '/x',
    ];
    for (const address of refused) expect(html(`[a](${address})`)).not.toContain('<a');
  });

  it('sees the address of a link on paper, once', () => {
    const onPaper = (text: string) =>
      spellOutLinks(parseLimitedMarkdown(text))
        .map((segment) => segment.text)
        .join('');
    expect(onPaper('see [the **text**](https://e.example/t).')).toBe(
      'see the text (https://e.example/t).',
    );
    expect(onPaper('[https://e.example](https://e.example)')).toBe('https://e.example');
    expect(onPaper('[write](mailto:a@e.example)')).toBe('write (a@e.example)');
  });
});

describe('the reader', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](https://a"onmouseover=alert(1))',
    '[^"><script>]',
    '[^a<b>]',
    '![x](https://e.example/x.png)',
    '`<b>`',
    '# <b>',
    '<https://e.example>',
    '&lt;script&gt;',
    '[<b>](https://e.example "><script>")',
  ])('gets only emphasis and links from %j', (text) => {
    const tags = html(text).match(/<[^>]*>?/g) ?? [];
    for (const tag of tags) {
      expect(tag).toMatch(
        /^<(?:\/?(?:strong|em|sup|a)|a href="(?:https:\/\/|#note-)[^"<> ]*" (?:rel="noopener noreferrer"|role="doc-noteref"))>$/,
      );
    }
  });
});
