import type { LetterText } from '~/domain/letters/letter';
import type { LetterSnapshot, SnapshotSignatory } from '~/domain/letters/letter-snapshot';
import type { Locale } from '~/i18n/locale';

const english: LetterText = {
  title: 'Safe passage & a fair hearing for two prisoners <of war>',
  summary: 'We ask for a fair hearing.',
  letterhead: { name: 'Harbour Light Initiative', lines: ['12 Example Street, Seoul'] },
  place: 'Seoul',
  date: '2025-02-12',
  addressee: ['H.E. the Ambassador', 'Embassy of Exampleland', 'Seoul'],
  addresseeShort: 'the Ambassador of Exampleland',
  subject: 'A fair hearing for two prisoners of war',
  salutation: 'Your Excellency,',
  paragraphs: [
    'We write as organisations that work with people who had to leave their homes. **Nobody** may be returned against their will.[^law]',
    'The principle is set out in [the Convention](https://example.org/convention) and in many other texts that we name below, and it has been confirmed again and again by courts in many countries.',
  ],
  requestsIntroduction: 'We respectfully ask you:',
  requests: ['To hear each prisoner alone.', 'To return nobody against their will.[^practice]'],
  closing: ['We would be glad to meet you.'],
  signOff: 'Please accept, Excellency, the assurances of our highest consideration.',
  contact: ['Invented Person', 'office@harbour.example'],
  notes: [
    { id: 'law', text: 'Example Convention, Article 3.', url: 'https://example.org/convention/3' },
    { id: 'practice', text: 'Example report, 2024.' },
  ],
};

const korean: LetterText = {
  ...english,
  title: '두 전쟁포로의 안전한 이동과 공정한 면담을 위하여',
  letterhead: { name: '등대 모임', lines: ['서울시 예시로 12'] },
  place: '서울',
  addressee: ['주한 예시국 대사관', '주한 예시국 대사 귀하'],
  subject: '전쟁포로 두 사람에 대한 공정한 면담 요청',
  salutation: '존경하는 대사님께,',
  paragraphs: [
    '저희는 고향을 떠나야 했던 사람들과 함께 일하는 단체입니다. 저희는 **"인권"**을 지키고자 하며 강제송환금지원칙을 무엇보다도 중요하게 생각합니다.[^law]',
    '제네바 제3협약 제118조는 전쟁포로를 지체 없이 석방하고 송환하도록 규정하고 있으나, 고문이나 박해를 받을 우려가 있는 국가로는 누구도 넘겨져서는 안 됩니다.',
  ],
  requestsIntroduction: '이에 다음과 같이 정중히 요청드립니다.',
  requests: [
    '포로를 한 사람씩 따로 면담해 주시기 바랍니다.',
    '누구도 본인의 뜻에 반하여 돌려보내지 말아 주시기 바랍니다.[^practice]',
  ],
  closing: ['직접 뵙고 말씀드릴 기회가 있기를 바랍니다.'],
  signOff: '대사님께 깊은 경의를 표합니다.',
};

const ukrainian: LetterText = {
  ...english,
  title: 'Безпечний шлях і справедливе слухання для двох військовополонених',
  letterhead: { name: 'Ініціатива «Світло гавані»', lines: ['вул. Прикладна, 12, Сеул'] },
  place: 'Сеул',
  addressee: ['Надзвичайному і Повноважному Послу', 'Посольство Прикладії', 'Сеул'],
  subject: 'Справедливе слухання для двох військовополонених',
  salutation: 'Ваша Високоповажносте!',
  paragraphs: [
    'Ми — організації, які допомагають людям, що мусили покинути домівку. **Нікого** не можна повертати проти волі.[^law]',
    'Ґрунт під ногами, єдність, їжа й інші слова з усіма літерами української абетки.',
  ],
  requestsIntroduction: 'Тому ми просимо Вас:',
  requests: [
    'Вислухати кожного полоненого наодинці.',
    'Нікого не повертати проти волі.[^practice]',
  ],
  closing: ['Будемо раді зустрічі з Вами.'],
  signOff: 'Прийміть, Ваша Високоповажносте, запевнення в нашій найвищій повазі.',
};

export const fixtureTexts: Record<Locale, LetterText> = {
  en: english,
  ko: korean,
  uk: ukrainian,
};

const people: SnapshotSignatory[] = [
  { name: '김민서', latinName: null, title: '연구원', affiliation: '예시대학교', country: 'KR' },
  {
    name: 'Ґудзь Єва Їжакевич',
    latinName: null,
    title: 'Викладачка',
    affiliation: null,
    country: 'UA',
  },
  {
    name: 'O’Brien',
    latinName: null,
    title: null,
    affiliation: 'Example Institute',
    country: 'IE',
  },
  { name: '李明', latinName: null, title: null, affiliation: null, country: null },
  {
    name: 'Nguyễn Thị Ánh Tuyết',
    latinName: null,
    title: 'Counsel',
    affiliation: 'Sample & Sons',
    country: 'VN',
  },
  {
    name: 'Олена Коваленко-Ґудзь',
    latinName: null,
    title: null,
    affiliation: 'ГО «Приклад»',
    country: 'UA',
  },
];

/** As many invented signatories as asked for; the first ones are always the same six. */
export function fixtureSignatories(count: number): SnapshotSignatory[] {
  const hangul = '가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오';
  return Array.from({ length: count }, (_, index) => {
    const person = people[index];
    if (person) return person;
    const syllable = (step: number) => hangul[(index * step + step) % hangul.length] ?? '가';
    const names = [
      `김${syllable(1)}${syllable(7)}`,
      `Коваль ${'абвгґдеєжзиіїйклмнопрстуфхцчшщюя'[index % 32]}${index}їв Іванівна`,
      `Maria Sample-${index}`,
    ];
    return {
      name: names[index % 3] ?? '',
      latinName: null,
      title: index % 4 === 0 ? 'Professor' : null,
      affiliation: index % 3 === 0 ? `Example University of Place ${index % 50}` : null,
      country: ['KR', 'UA', 'GB', 'DE', null][index % 5] ?? null,
    };
  });
}

export function fixtureSnapshot(changes: Partial<LetterSnapshot> = {}): LetterSnapshot {
  const signatories = changes.signatories ?? fixtureSignatories(120);
  return {
    slug: 'fair-hearing',
    letterUrl: 'https://letters.example/letters/fair-hearing',
    masterLocale: 'en',
    versionNumber: 2,
    versionHash: '3f9a12bc77d0e4518a6b90c2d1e8f4a7b5c6d7e8f90123456789abcdef012345',
    takenAt: '2025-03-28T09:00:00.000Z',
    timeZone: 'Asia/Seoul',
    demonstration: true,
    texts: fixtureTexts,
    endorsements: [
      {
        organisation: '등대 모임',
        organisationEn: 'Harbour Light Initiative',
        names: { uk: 'Ініціатива «Маяк»' },
        coordinator: true,
        foundingPosition: null,
        country: 'KR',
        representative: '박예시',
        role: '대표',
      },
      {
        organisation: 'ГО «Берег»',
        organisationEn: 'Shore NGO',
        names: {},
        coordinator: false,
        foundingPosition: 1,
        country: 'UA',
        representative: null,
        role: null,
      },
      {
        organisation: 'Open Door',
        organisationEn: 'Open Door',
        names: { ko: '열린 문', uk: 'Відчинені двері' },
        coordinator: false,
        foundingPosition: null,
        country: 'GB',
        representative: 'Jane Example',
        role: 'Director',
      },
    ],
    signatories,
    countedOnly: 22,
    signatureCount: signatories.length + 22,
    countryCount: 7,
    namesHidden: false,
    previousCopy: null,
    ...changes,
  };
}
