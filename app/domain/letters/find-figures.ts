/** Digits, with groups of thousands (`10,000`, `10 000`) or decimals (`5,4`). */
const number = /(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f,.]\d{3})+(?!\d)|\d+(?:[.,]\d+)?/gu;

/** What holds digits and says no quantity: marks of sources, targets of links, dates, times. */
const noWords =
  /\[\^[^\]]{0,64}\]|\]\([^)\s]*\)|https?:\/\/\S+|\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}\.\d{1,2}\.\d{4}\b|\b\d{1,2}:\d{2}\b/gu;

/** With these even one digit is a figure: money, shares, and words that multiply. */
const moneyBefore = /(?:[$€£₩₴¥]|USD|EUR|GBP|KRW|UAH)\s*$/u;
const measureAfter =
  /^\s*(?:[%‰$€£₩₴¥]|per ?cent|hundred|thousand|million|billion|trillion|dollars|euros|відсот|тис|млн|мільйон|млрд|мільярд|трлн|трильйон|сот|долар|євро|грив|억|조\s*(?:원|달러))|^(?:퍼센트|백|천|만|달러|유로|원(?!칙))/iu;
/** With these a number that could be a year or that of an article counts people or things. */
const countedAfter =
  /^(?:명|개(?!월)|건)|^\s*(?:people|persons|soldiers|troops|prisoners|men|women|children)\b|^\s*(?:осіб|людей|військов|солдат|полонен)/iu;

const months =
  'January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b|січ|лют|берез|квіт|трав|черв|лип|серп|верес|жовт|листопад|груд';
const dayBeforeMonth = new RegExp(
  `^\\s*(?:(?:[–-]|and|to|і|й|та)\\s*\\d{1,2}\\s+)?(?:of\\s+)?(?:${months})`,
  'iu',
);
const dayAfterMonth = new RegExp(
  `(?:(?:${months})\\p{L}*\\.?\\s+(?:\\d{1,2}\\s*(?:[–-]|and|to)\\s*)?|월\\s*)$`,
  'iu',
);
const koreanMonth = /^\s*월/u;

/** A number that only says which one: 118th, 38-й, 21세기, 1874호. */
const ordinalAfter =
  /^(?:st|nd|rd|th)\b|^\s?-(?:й|го|му|м|а|ма|ша|та|ту|е|ої|ій|ю|х|ї)(?!\p{L})|^\s*(?:번째|세기|호|차\b|도?선|століт|century)/u;

/** Articles, resolutions and the like, also several of them: "Articles 13 and 118". */
const numbered =
  /(?:\b(?:[Aa]rticles?|[Aa]rt\.|[Rr]esolutions?|[Ss]ections?|[Pp]aragraphs?|[Pp]ara\.|[Cc]hapters?|[Pp]rotocols?|[Rr]ules?|[Pp]rinciples?|[Pp]ages?|[Nn]os?\.|[Nn]umbers?)|§|№|#|[Сс]татт\p{L}*|[Сс]т\.|[Рр]езолюці\p{L}*|[Пп]ункт\p{L}*|[Пп]\.|[Рр]озділ\p{L}*|[Пп]ротокол\p{L}*|결의(?:안)?|조항|제)(?:\s+(?:of|the|\p{Lu}[\p{L}’'-]*)){0,5}\s*(?:No\.|№)?(?:[\d\s,;.()–-]|and|or|to|та|або|і|й|및|와|과|제|조)*$/u;

/** Part of a name: F-16, COVID-19, S/RES/1874, 6·25. */
const nameBefore = /[\p{Script=Latin}\p{Script=Cyrillic}][/-]?$|\d·$|\d{4}[/–-]$/u;
const nameAfter = /^·\d/u;

/** Far enough to see the article that a number belongs to. */
const near = 80;

/**
 * The figures in a text, as they are written. A figure is a number that says how many or how much:
 * one of two or more digits, or of any length with a sign of money, a share (%) or a word that
 * multiplies (million, млн, 만). No figure is a year from 1900 to 2100 by itself, a date or a time,
 * an ordinal, the number of an article or a resolution, part of a name (F-16), or a number in words.
 */
export function findFigures(text: string): string[] {
  const words = text.replaceAll(noWords, (part) => ' '.repeat(part.length));
  return [...words.matchAll(number)]
    .filter((found) => {
      const [written] = found;
      const before = words.slice(Math.max(0, found.index - near), found.index);
      return isFigure(written, before, words.slice(found.index + written.length));
    })
    .map(([written]) => written);
}

function isFigure(written: string, before: string, rest: string): boolean {
  const after = rest.slice(0, near);
  const grouped = /\d[ \u00a0\u2009\u202f,.]\d{3}$/u.test(written);
  if (/제\s?$/u.test(before) && !grouped) return false;
  if (moneyBefore.test(before) || measureAfter.test(after) || grouped) return true;
  const digits = written.replaceAll(/\D/g, '');
  if (digits.length < 2) return false;
  if (nameBefore.test(before) || nameAfter.test(after) || ordinalAfter.test(after)) return false;
  if (countedAfter.test(after)) return true;
  if (numbered.test(before) || /^(?:19\d\d|20\d\d|2100)$/u.test(written)) return false;
  if (/^\d{1,2}$/u.test(written) && Number(written) <= 31) return !isDay(before, after);
  return true;
}

function isDay(before: string, after: string): boolean {
  return koreanMonth.test(after) || dayBeforeMonth.test(after) || dayAfterMonth.test(before);
}
