declare module 'fontkit' {
  export type Glyph = {
    id: number;
    advanceWidth: number;
    codePoints: number[];
    path: { toSVG(): string };
  };
  export type GlyphPosition = {
    xAdvance: number;
    yAdvance: number;
    xOffset: number;
    yOffset: number;
  };
  export type GlyphRun = { glyphs: Glyph[]; positions: GlyphPosition[] };
  export type Font = {
    unitsPerEm: number;
    ascent: number;
    descent: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): Glyph;
    layout(text: string, features?: Record<string, boolean>): GlyphRun;
  };
  export function create(data: Uint8Array): Font;
}
