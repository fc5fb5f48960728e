import type { Locale } from '~/i18n/locale';

/** What invented people may say about themselves, visibly made up, in the language they sign in. */
export const inventedDetails: Readonly<
  Record<
    Locale,
    { affiliations: readonly string[]; titles: readonly string[]; comments: readonly string[] }
  >
> = {
  en: {
    affiliations: [
      'Example University',
      'Sample Institute of Law',
      'Example Parish',
      'Sample Refugee Aid',
      'Example Publishing House',
      'Sample Hospital',
      'Example Choir',
      'Sample School',
    ],
    titles: ['Teacher', 'Lawyer', 'Nurse', 'Professor', 'Student', 'Engineer', 'Writer', 'Pastor'],
    comments: [
      'Nobody should be sent back to a place they fear.',
      'Please let them choose, and listen to each one alone.',
      'With respect for Ukraine and hope for a humane answer.',
      'A safe way out saves lives on both sides.',
      'I sign because consent must be real.',
      'Thank you for keeping their names out of the news.',
    ],
  },
  ko: {
    affiliations: [
      '예시대학교',
      '예시법률연구소',
      '예시교회',
      '예시난민지원회',
      '예시출판사',
      '예시병원',
      '예시합창단',
      '예시고등학교',
    ],
    titles: ['교사', '변호사', '간호사', '교수', '대학생', '엔지니어', '작가', '목사'],
    comments: [
      '누구도 두려움이 있는 곳으로 돌려보내져서는 안 됩니다.',
      '본인의 선택을 들어 주시기를 부탁드립니다.',
      '우크라이나에 존경을 보내며, 인도적인 답변을 기대합니다.',
      '안전한 길이 있으면 더 많은 생명을 구할 수 있습니다.',
      '자유로운 동의가 무엇보다 중요하다고 생각하여 서명합니다.',
      '이름과 얼굴이 공개되지 않도록 지켜 주시기 바랍니다.',
    ],
  },
  uk: {
    affiliations: [
      'Зразковий університет',
      'Зразковий інститут права',
      'Зразкова парафія',
      'Зразкова допомога біженцям',
      'Зразкове видавництво',
      'Зразкова лікарня',
      'Зразковий хор',
      'Зразкова школа',
    ],
    titles: [
      'педагог',
      'юрист',
      'лікар',
      'професор',
      'інженер',
      'психолог',
      'бібліотекар',
      'перекладач',
    ],
    comments: [
      'Нікого не можна повертати туди, де на нього чекає страх.',
      'Будь ласка, вислухайте кожного наодинці.',
      'З вірою в гуманне рішення.',
      'Безпечний шлях рятує життя з обох боків.',
      'Підписую, бо згода має бути справжньою.',
      'Дякую, що не розголошуєте їхніх імен.',
    ],
  },
};

/** Where a signature came from, as a link may say. */
export const inventedSources = ['newsletter', 'partner', 'event', 'social'] as const;
