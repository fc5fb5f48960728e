import { describe, expect, it } from 'vitest';
import {
  type BackgroundText,
  backgroundTextSchema,
  type LetterText,
  letterTextSchema,
} from '~/domain/letters/letter';
import { locales } from '~/i18n/locale';
import { sampleCampaign } from '~/sample/sample-campaign';

const { letterTexts, backgroundTexts } = sampleCampaign;

function markersIn(...texts: string[]): string[] {
  return texts.flatMap((text) => [...text.matchAll(/\[\^([^\]]+)\]/g)].map(([, id]) => id ?? ''));
}

function withoutMarkers(text: string): string {
  return text.replace(/\[\^[^\]]+\]/g, ' ');
}

function wordsIn(texts: string[]): number {
  return texts.map(withoutMarkers).join(' ').split(/\s+/).filter(Boolean).length;
}

function bodyOf(text: LetterText): string[] {
  return [...text.paragraphs, text.requestsIntroduction, ...text.requests, ...text.closing];
}

function everyString(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(everyString);
  if (value && typeof value === 'object') return Object.values(value).flatMap(everyString);
  return [];
}

describe.each(locales)('the sample texts in %s', (locale) => {
  const letter = letterTexts[locale];
  const background = backgroundTexts[locale];

  it('are complete and of the shape the editor saves', () => {
    expect(letterTextSchema.parse(letter)).toEqual(letter);
    expect(backgroundTextSchema.parse(background)).toEqual(background);
    expect(letter.summary.length).toBeLessThanOrEqual(160);
  });

  it('refer in the letter to each note, in order, and to no other', () => {
    const used = markersIn(...letter.paragraphs, ...letter.requests);
    expect([...new Set(used)]).toEqual(letter.notes.map((note) => note.id));
    const elsewhere = { ...letter, paragraphs: [], requests: [] };
    expect(markersIn(...everyString(elsewhere))).toEqual([]);
  });

  it('refer on the background page to each source and to no other', () => {
    const inSections = background.sections.flatMap((section) => markersIn(...section.paragraphs));
    const inTimeline = background.timeline.flatMap((entry) => entry.sourceId ?? []);
    const inAnswers = background.questions.flatMap((entry) => markersIn(...entry.answer));
    const used = new Set([...inSections, ...inTimeline, ...inAnswers]);
    expect([...used].sort()).toEqual(background.sources.map((source) => source.id).sort());
  });

  it('give a source and a year for each paragraph that holds a figure', () => {
    const figures = background.sections
      .flatMap((section) => section.paragraphs)
      .filter((paragraph) => /\d[\d,. ]{2,}\d|\d{3}/u.test(withoutMarkers(paragraph)));
    expect(figures.length).toBeGreaterThanOrEqual(5);
    for (const paragraph of figures) expect(markersIn(paragraph)).not.toEqual([]);
    const dated = new Map(background.sources.map((source) => [source.id, source.date]));
    for (const id of figures.flatMap((paragraph) => markersIn(paragraph))) {
      expect(dated.get(id)).toMatch(/^\d{4}/);
    }
  });

  it('say “according to” wherever they rely on the news report for a claim', () => {
    const attributions = { en: /according to/gi, ko: /에 따르면/g, uk: /за даними|за оцінкою/gi };
    const claims = background.sections
      .filter((section) => section.id !== 'law')
      .flatMap((section) => section.paragraphs)
      .filter((paragraph) => paragraph.includes('[^news-report]'));
    expect(claims.length).toBeGreaterThanOrEqual(7);
    for (const claim of claims) {
      const markers = markersIn(claim).filter((id) => id === 'news-report').length;
      const attributed = claim.match(attributions[locale])?.length ?? 0;
      expect(attributed, claim).toBeGreaterThanOrEqual(markers);
    }
  });

  it('say of each timeline entry whether it has a source or is a demonstration', () => {
    for (const entry of background.timeline) {
      expect(entry.demonstration).toBe(entry.sourceId === undefined);
    }
    expect(background.timeline.filter((entry) => entry.demonstration)).toHaveLength(1);
    const unverified = { en: 'not verified', ko: '확인되지 않았습니다', uk: 'не перевірено' };
    const marked = background.timeline.filter((entry) => entry.text.includes(unverified[locale]));
    expect(marked).toHaveLength(3);
  });

  it('use no Markdown but bold, links and markers', () => {
    const texts = everyString([letter, background]).map((text) =>
      withoutMarkers(text).replace(/\*\*[^*\s][^*]*\*\*/g, ' '),
    );
    for (const text of texts) expect(text).not.toMatch(/[*_`<>]|^#|!\[/m);
  });

  it('show an addressee no address but placeholders', () => {
    for (const text of everyString([letter, background])) {
      for (const [, host] of text.matchAll(/\S+@(\S+)/g)) expect(host).toMatch(/\.example$/);
    }
  });
});

describe('the translations', () => {
  function shapeOf(letter: LetterText, background: BackgroundText) {
    return {
      paragraphs: letter.paragraphs.map((text) => markersIn(text)),
      requests: letter.requests.map((text) => markersIn(text)),
      closing: letter.closing.length,
      contact: letter.contact.length,
      date: letter.date,
      notes: letter.notes.map(({ id, url }) => ({ id, url })),
      sections: background.sections.map((section) => ({
        id: section.id,
        paragraphs: section.paragraphs.map((text) => markersIn(text)),
      })),
      timeline: background.timeline.map(({ text: _text, ...entry }) => entry),
      sources: background.sources.map(({ id, date, url }) => ({ id, date, url })),
      questions: background.questions.map(({ id, answer }) => ({ id, answers: answer.length })),
    };
  }

  it.each(['ko', 'uk'] as const)('in %s have the parts and markers of the English', (locale) => {
    expect(shapeOf(letterTexts[locale], backgroundTexts[locale])).toEqual(
      shapeOf(letterTexts.en, backgroundTexts.en),
    );
  });

  const scripts = { ko: /\p{Script=Hangul}/gu, uk: /\p{Script=Cyrillic}/gu };
  const cited =
    /“Human[^”]+”|«Human[^»]+»|Transitional Justice Working Group|non-refoulement|\S+@\S+|www\.\S+|https:\S+|ICRC|UNHCR|IP/g;
  const identifiers = new Set(
    [...everyString(backgroundTexts.en), ...everyString(letterTexts.en)].filter(
      (text) => /^[\w-]+$/.test(text) || text.startsWith('https:'),
    ),
  );

  it.each(['ko', 'uk'] as const)('in %s leave nothing in English', (locale) => {
    const texts = everyString([letterTexts[locale], backgroundTexts[locale]]);
    for (const text of texts) {
      const rest = withoutMarkers(text).replace(cited, '');
      if (identifiers.has(text) || !/\p{L}/u.test(rest)) continue;
      expect(rest).not.toMatch(/\p{Script=Latin}/u);
      expect(rest.match(scripts[locale]), text).not.toBeNull();
    }
  });

  it('in Ukrainian use the apostrophe ’, «» quotes and no Russian letters', () => {
    for (const text of everyString([letterTexts.uk, backgroundTexts.uk])) {
      expect(text).not.toMatch(/[ыэёъ'"“”]|Киев/iu);
    }
  });

  it('in Korean end each sentence of the letter in the formal style', () => {
    for (const text of bodyOf(letterTexts.ko)) {
      for (const sentence of withoutMarkers(text)
        .trim()
        .split(/(?<=\.)\s+/)) {
        expect(sentence).toMatch(/니다\.$/);
      }
    }
    expect(letterTexts.ko.addressee).toContain('주한 우크라이나 대사 귀하');
  });
});

describe('the English master text', () => {
  it('fits on two pages: at most 450 words', () => {
    const { paragraphs, requests, closing } = letterTexts.en;
    expect(wordsIn([...paragraphs, ...requests, ...closing])).toBeLessThanOrEqual(450);
  });

  it.each(backgroundTexts.en.sections)('explains “$heading” in 60 to 120 words', (section) => {
    const words = wordsIn(section.paragraphs);
    expect(words).toBeGreaterThanOrEqual(60);
    expect(words).toBeLessThanOrEqual(120);
  });
});
