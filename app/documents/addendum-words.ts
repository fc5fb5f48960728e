import { formatCount } from '~/documents/document-words';
import type { Locale } from '~/i18n/locale';

export type AddendumWords = {
  /** `subject` is that of the letter. */
  title(number: number, subject: string): string;
  heading(number: number): string;
  /** `day` as this language writes it; the letter's version as a number. */
  refersTo(day: string, version: number): string;
  stands: string;
  totals(people: number, named: number, organisations: number): string;
  added(people: number): string;
  inAnnex: string;
  addedOrganisations(organisations: number): string;
  withdrawn: string;
  /** What the reader does with the names below it. */
  withdrawnNote: string;
  withdrawnOrganisations: string;
  nobodyAdded: string;
  /** A place in an earlier annex; `copy` 0 is the letter. */
  place(copy: number, number: number): string;
};

const count = formatCount;

export const addendumWords: Record<Locale, AddendumWords> = {
  en: {
    title: (number, subject) => `Addendum ${number}: ${subject}`,
    heading: (number) => `Addendum ${number} to the open letter`,
    refersTo: (day, version) =>
      `This adds to what you received on ${day} (version ${version} of the letter).`,
    stands: 'The text of the letter has not changed.',
    totals: (people, named, organisations) =>
      `Today the letter is signed by ${count('en', people)} in all, ${count('en', named)} of them by name, and by organisations: ${count('en', organisations)}.`,
    added: (people) => `People who have signed by name since then: ${count('en', people)}`,
    inAnnex: 'Their names are in Annex A.',
    addedOrganisations: (organisations) =>
      `Organisations that have joined since then: ${count('en', organisations)}`,
    withdrawn: 'Names that no longer stand under the letter',
    withdrawnNote: 'Please regard these entries of the earlier annexes as deleted.',
    withdrawnOrganisations: 'Organisations that no longer stand under the letter',
    nobodyAdded: 'Nobody has signed by name since then.',
    place: (copy, number) =>
      copy === 0 ? `No. ${number} in Annex A` : `No. ${number} in the annex of addendum ${copy}`,
  },
  ko: {
    title: (number, subject) => `추가 명단 ${number}: ${subject}`,
    heading: (number) => `공개 서한 추가 명단 ${number}`,
    refersTo: (day, version) =>
      `${day}에 받으신 서한(제${version}판)에 덧붙이는 내용을 알려 드립니다.`,
    stands: '서한의 본문은 바뀌지 않았습니다.',
    totals: (people, named, organisations) =>
      `현재 서명자는 모두 ${count('ko', people)}명이며, 그 가운데 이름을 밝힌 분은 ${count('ko', named)}명입니다. 함께하는 단체는 ${count('ko', organisations)}곳입니다.`,
    added: (people) => `그 뒤에 이름을 밝히고 서명한 분: ${count('ko', people)}명`,
    inAnnex: '이름은 별첨 A에 있습니다.',
    addedOrganisations: (organisations) => `그 뒤에 함께한 단체: ${count('ko', organisations)}곳`,
    withdrawn: '더 이상 서한에 서명하지 않은 이름',
    withdrawnNote: '앞서 드린 별첨에서 다음 항목은 삭제된 것으로 보아 주시기 바랍니다.',
    withdrawnOrganisations: '더 이상 서한에 함께하지 않는 단체',
    nobodyAdded: '그 뒤에 이름을 밝히고 서명한 분은 없습니다.',
    place: (copy, number) =>
      copy === 0 ? `별첨 A의 ${number}번` : `추가 명단 ${copy} 별첨의 ${number}번`,
  },
  uk: {
    title: (number, subject) => `Додаткові підписи ${number}: ${subject}`,
    heading: (number) => `Доповнення ${number} до відкритого листа`,
    refersTo: (day, version) =>
      `Цим доповнюємо те, що Ви отримали: ${day} (версія ${version} листа).`,
    stands: 'Текст листа не змінився.',
    totals: (people, named, organisations) =>
      `Станом на сьогодні під листом усього підписів: ${count('uk', people)}, з них поіменно: ${count('uk', named)}; організацій: ${count('uk', organisations)}.`,
    added: (people) => `Відтоді підписалися поіменно: ${count('uk', people)}`,
    inAnnex: 'Їхні імена наведено в додатку А.',
    addedOrganisations: (organisations) =>
      `Відтоді приєдналися організації: ${count('uk', organisations)}`,
    withdrawn: 'Імена, яких більше немає під листом',
    withdrawnNote: 'Просимо Вас вважати ці записи в попередніх додатках вилученими.',
    withdrawnOrganisations: 'Організації, яких більше немає під листом',
    nobodyAdded: 'Відтоді поіменно не підписався ніхто.',
    place: (copy, number) =>
      copy === 0 ? `№ ${number} у додатку А` : `№ ${number} у додатку до доповнення ${copy}`,
  },
};
