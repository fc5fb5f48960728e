import { expect, it } from 'vitest';
import { fontKeys } from '~/documents/document-fonts.server';
import { layOutWord, shape } from '~/documents/lay-out-word.server';
import { sampleCampaign } from '~/sample/sample-campaign';
import { fixtureSignatories } from './fixture';

it('whoever reads a name sees its letters where the font wants them, laid out pair by pair', () => {
  const text = `${JSON.stringify(sampleCampaign)} ${JSON.stringify(fixtureSignatories(300))}
    O’Brien AVATAR Tolstoj Łukasz Žižek Fjodor fjord office waffle Ґудзь Їжакевич ‘quoted’ P.T. "To"
    abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ ÀÉÎÕÜ àéîõü ČĎŠŽ čďšž`;
  const words = [...new Set(text.match(/[^ \n]+ ?/g))];
  expect(words.length).toBeGreaterThan(1500);
  for (const key of fontKeys) {
    for (const word of words) {
      const quick = layOutWord(key, word);
      const whole = shape(key, word);
      const ids = (layout: typeof whole) => layout.glyphs.map(({ id }) => id);
      const places = (layout: typeof whole) =>
        layout.positions.map(({ xAdvance, xOffset, yOffset }) =>
          [xAdvance, xOffset, yOffset].map((value) => Math.round(value * 100)),
        );
      expect(ids(quick), `${key} ${word}`).toEqual(ids(whole));
      expect(places(quick), `${key} ${word}`).toEqual(places(whole));
    }
  }
});
