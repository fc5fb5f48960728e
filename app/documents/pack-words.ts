import { formatCount } from '~/documents/document-words';
import type { Locale } from '~/i18n/locale';

export type PackWords = {
  cover: string;
  from: string;
  to: string;
  about: string;
  enclosures: string;
  /** Of older copies nobody counted the pages. */
  letter(pages: number | null): string;
  annexInside(names: number): string;
  annexApart(names: number): string;
  receipt: string;
  receiptLines: string[];
  envelope: string;
  howToFold: string;
};

const en: PackWords = {
  cover: 'Open letter: cover sheet',
  from: 'From',
  to: 'To',
  about: 'Re',
  enclosures: 'Enclosed',
  letter: (pages) =>
    pages === null
      ? 'The letter'
      : `The letter, ${formatCount('en', pages)} ${pages === 1 ? 'page' : 'pages'}`,
  annexInside: (names) => `Annex A with ${formatCount('en', names)} names, in the same document`,
  annexApart: (names) => `Annex A with ${formatCount('en', names)} names, a document of its own`,
  receipt: 'Received (please give one copy back)',
  receiptLines: ['Date and time', 'Name and office', 'Signature or stamp'],
  envelope: 'Address for the envelope',
  howToFold:
    'Print without scaling. C4 with a window: leave unfolded. DL with a window: fold in three, address outside. The window is 20 mm from the left edge and 45 mm from the top, 90 mm by 45 mm.',
};

const ko: PackWords = {
  cover: '공개서한 표지',
  from: '보내는 이',
  to: '받는 이',
  about: '제목',
  enclosures: '동봉 문서',
  letter: (pages) => (pages === null ? '서한' : `서한 ${formatCount('ko', pages)}쪽`),
  annexInside: (names) => `별첨 A, ${formatCount('ko', names)}명의 명단 (같은 문서에 포함)`,
  annexApart: (names) => `별첨 A, ${formatCount('ko', names)}명의 명단 (별도 문서)`,
  receipt: '접수 확인 (한 부를 돌려주시기 바랍니다)',
  receiptLines: ['접수 일시', '성명과 부서', '서명 또는 직인'],
  envelope: '봉투용 주소',
  howToFold:
    '배율을 바꾸지 말고 인쇄해 주십시오. 창이 있는 C4 봉투에는 접지 않고, 창이 있는 DL 봉투에는 주소가 밖으로 오도록 세 번에 나누어 접어 넣습니다. 창의 위치는 왼쪽에서 20mm, 위에서 45mm이며 크기는 90mm × 45mm입니다.',
};

const uk: PackWords = {
  cover: 'Відкритий лист: супровідний аркуш',
  from: 'Від',
  to: 'Кому',
  about: 'Щодо',
  enclosures: 'Додано',
  letter: (pages) => (pages === null ? 'Лист' : `Лист, сторінок: ${formatCount('uk', pages)}`),
  annexInside: (names) => `Додаток А, імен: ${formatCount('uk', names)}, у тому самому документі`,
  annexApart: (names) => `Додаток А, імен: ${formatCount('uk', names)}, окремий документ`,
  receipt: 'Отримано (просимо повернути один примірник)',
  receiptLines: ['Дата й час', 'Ім’я та підрозділ', 'Підпис або печатка'],
  envelope: 'Адреса для конверта',
  howToFold:
    'Друкуйте без масштабування. Конверт C4 з вікном: не складайте. Конверт DL з вікном: складіть утричі, адресою назовні. Вікно розташоване за 20 мм від лівого краю та 45 мм від верхнього, його розмір 90 × 45 мм.',
};

/** The fixed words of the sheets that go with a letter on paper. */
export const packWords: Record<Locale, PackWords> = { en, ko, uk };
