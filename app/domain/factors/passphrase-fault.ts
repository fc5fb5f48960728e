import { commonWords, fillerWords } from './common-words';
import { passphraseLength } from './factor';

export type PassphraseFault = 'too-short' | 'too-long' | 'common' | 'about-you';

/** Rows of keys as fingers run along them, and the usual sequences; both directions count. */
const runs = [
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'azertyuiop',
  'qazwsxedcrfvtgbyhnujmikolp',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
  '1q2w3e4r5t6y7u8i9o0p',
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'йцукенгшщзхї',
  'фівапролджє',
  'ячсмитьбю',
  'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
  'ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔ',
].flatMap((run) => [run, [...run].reverse().join('')]);

const lookAlikes: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Three common words can be tried out one after the other; four words by chance cannot. */
const easyCost = 3;

type Known = { email: string; publicUrl: string };

/**
 * Why a passphrase is refused, or null: shorter than 12 or longer than 128 signs, or put together of
 * so few usual pieces (common words, runs of keys, years, repetitions, the person's address, the
 * name of the site) that it would be among the first guesses. Any signs are allowed.
 */
export function passphraseFault(passphrase: string, known: Known): PassphraseFault | null {
  const text = passphrase.normalize('NFKC');
  const length = [...text].length;
  if (length < passphraseLength.least) return 'too-short';
  if (length > passphraseLength.most) return 'too-long';
  const pieces = withoutRepetition(joined(text));
  if (costOf(pieces, new Set()) <= easyCost) return 'common';
  return costOf(pieces, ownWords(known)) <= easyCost ? 'about-you' : null;
}

/** In small letters, without what people put between words. */
function joined(text: string): string {
  return text.toLowerCase().replaceAll(/[\s\p{Cc}\p{Cf}\-_.,']/gu, '');
}

/** With the letters that digits and signs stand for. */
function readAsLetters(piece: string): string {
  return [...piece].map((sign) => lookAlikes[sign] ?? sign).join('');
}

/** `lettersletters` is as easy as `letters`. */
function withoutRepetition(text: string): string {
  return /^(.+?)\1+$/u.exec(text)?.[1] ?? text;
}

function ownWords({ email, publicUrl }: Known): Set<string> {
  const site = new URL(publicUrl).hostname;
  const pieces = `undersigned.${email}.${site}`.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const whole = [email, site, email.slice(0, email.indexOf('@'))].map(joined);
  return new Set([...pieces, ...whole].filter((piece) => piece.length >= 3));
}

/** The least that it costs to put the text together: a usual piece is one, any other sign too. */
function costOf(text: string, own: ReadonlySet<string>): number {
  const signs = [...text];
  const costs = [0];
  for (let end = 1; end <= signs.length; end += 1) {
    let best = (costs[end - 1] ?? 0) + 1;
    for (let begin = Math.max(0, end - longestPiece); begin < end; begin += 1) {
      const piece = costOfPiece(signs.slice(begin, end).join(''), own);
      if (piece !== null) best = Math.min(best, (costs[begin] ?? 0) + piece);
    }
    costs[end] = best;
  }
  return costs.at(-1) ?? 0;
}

const longestPiece = 40;

function costOfPiece(piece: string, own: ReadonlySet<string>): number | null {
  if (/^[!-/:-@[-`{-~]$/.test(piece)) return 0.25;
  if (fillerWords.has(piece) || /^(.)\1{2,}$/u.test(piece)) return 0.5;
  if (/^(19|20)\d\d$/.test(piece)) return 0.5;
  if (/^\d\d$/.test(piece)) return 1;
  if (/^\d{6}$|^\d{8}$/.test(piece) && isDate(piece)) return 1;
  const word = readAsLetters(piece);
  if (commonWords.has(word) || own.has(piece) || own.has(word)) return 1;
  return [...piece].length >= 3 && runs.some((run) => run.includes(piece)) ? 1 : null;
}

/** Day and month in either order, with the year before or after, of two or four digits. */
function isDate(digits: string): boolean {
  const yearDigits = digits.length - 4;
  const splits = [
    [digits.slice(0, 2), digits.slice(2, 4)],
    [digits.slice(yearDigits, yearDigits + 2), digits.slice(yearDigits + 2)],
  ];
  return splits.some(([one, other]) => {
    const [low = 0, high = 0] = [Number(one), Number(other)].sort((a, b) => a - b);
    return low >= 1 && low <= 12 && high >= 1 && high <= 31;
  });
}
