import { intlLocales } from '~/i18n/format-message';
import type { Locale } from '~/i18n/locale';

export type DocumentWords = {
  subject: string;
  notes: string;
  contact: string;
  organisations: string;
  coordinator: string;
  annex: string;
  annexPage(page: number, pages: number): string;
  signatories: string;
  columns: { number: string; name: string; affiliation: string; country: string };
  /** Below a name that no font of the document can draw. */
  script(name: string): string;
  signedByName(people: number): string;
  furtherWithoutName(people: number): string;
  furtherToAddressee(people: number): string;
  signedInAll(people: number): string;
  /** Who signed an earlier text and not this one. */
  signedEarlier(people: number): string;
  /** Above a translation; `language` by its own name. */
  translation(language: string): string;
  /** Under the name of an organisation on its badge, before the letter's title. */
  badge: string;
  namesHidden: string;
  /** `day` is the day on which the earlier copy was accepted, as this language writes it. */
  withdrawnPeople(people: number, day: string): string;
  withdrawnOrganisations(organisations: number, day: string): string;
  /** `online` and `paper` are never added up. */
  onPaper(online: number, paper: number, batches: number): string;
  namesInAttachment: string;
  /** Where Annex A is a document of its own. */
  annexElsewhere(names: number): string;
  namesElsewhere(names: number, hash: string): string;
  demonstration: string;
  /** On what was printed from a text that is not public yet. */
  draft: string;
  draftVersion: string;
  page(page: number, pages: number): string;
  version(number: number): string;
  record: {
    heading: string;
    takenAt: string;
    version: string;
    hash: string;
    address: string;
    annexHash: string;
    signedBy: string;
    certificate: string;
    scan(address: string): string;
    people: string;
    onPaper: string;
    byName: string;
    withoutName: string;
    toAddressee: string;
    withdrawn: string;
    earlier: string;
    organisations: string;
    countries: string;
  };
};

/** A count as this language groups its digits. */
export function formatCount(locale: Locale, value: number): string {
  return new Intl.NumberFormat(intlLocales[locale]).format(value);
}

const ukrainian = new Intl.PluralRules('uk');
/** Ukrainian whole numbers have three forms; fractions do not occur here. */
function ukrainianForm(count: number, one: string, few: string, many: string): string {
  const form = ukrainian.select(count);
  return form === 'one' ? one : form === 'few' ? few : many;
}

const en: DocumentWords = {
  subject: 'Re:',
  notes: 'Notes',
  contact: 'Contact',
  organisations: 'Endorsing organisations',
  coordinator: 'Coordinator',
  annex: 'Annex A',
  annexPage: (page, pages) => `Annex A ${page}/${pages}`,
  signatories: 'Signatories',
  columns: {
    number: 'No.',
    name: 'Name',
    affiliation: 'Title or affiliation',
    country: 'Country',
  },
  script: (name) => `Script: ${name}`,
  signedByName: (people) =>
    people === 1
      ? '1 person signs this letter by name.'
      : `${formatCount('en', people)} people sign this letter by name.`,
  furtherWithoutName: (people) =>
    people === 1
      ? '1 further person has signed without a printed name.'
      : `${formatCount('en', people)} further people have signed without a printed name.`,
  furtherToAddressee: (people) =>
    people === 1
      ? '1 further person is named only in the copy given to the addressee.'
      : `${formatCount('en', people)} further people are named only in the copy given to the addressee.`,
  signedInAll: (people) =>
    people === 1
      ? '1 person has signed this letter.'
      : `${formatCount('en', people)} people have signed this letter.`,
  signedEarlier: (people) =>
    people === 1
      ? '1 further person signed an earlier version and has not signed this one; that signature is not counted here.'
      : `${formatCount('en', people)} further people signed an earlier version and have not signed this one; they are not counted here.`,
  translation: (language) => `Translation. The authoritative text is the one in: ${language}.`,
  badge: 'has signed the open letter',
  namesHidden: 'The names are hidden for now; everybody is still counted.',
  withdrawnPeople: (people, day) =>
    people === 1
      ? `1 person has withdrawn from this letter since the copy of ${day}.`
      : `${formatCount('en', people)} people have withdrawn from this letter since the copy of ${day}.`,
  withdrawnOrganisations: (organisations, day) =>
    organisations === 1
      ? `1 organisation has withdrawn from this letter since the copy of ${day}.`
      : `${formatCount('en', organisations)} organisations have withdrawn from this letter since the copy of ${day}.`,
  onPaper: (online, paper, batches) =>
    `${formatCount('en', online)} ${online === 1 ? 'person' : 'people'} signed online; ${formatCount('en', paper)} on paper, in ${formatCount('en', batches)} verified ${batches === 1 ? 'batch' : 'batches'}, not counted above and without their names.`,
  namesInAttachment: 'The names are listed in Annex A of the attached PDF.',
  annexElsewhere: (names) =>
    `Annex A is a document of its own, because of its length: ${formatCount('en', names)} ${names === 1 ? 'name' : 'names'}. The following number identifies that document; whoever changes it, changes the number.`,
  namesElsewhere: (names, hash) =>
    `The ${formatCount('en', names)} names are listed in Annex A, which is too large for this mail and is handed over as a document of its own (SHA-256 ${hash}).`,
  demonstration: 'Demonstration data: not a real submission, the signatories are invented.',
  draft: 'Draft: not published. Please do not pass it on.',
  draftVersion: 'Draft',
  page: (page, pages) => `Page ${page}/${pages}`,
  version: (version) => `Version ${version}`,
  record: {
    heading: 'About this document',
    takenAt: 'As at',
    version: 'Version of the letter',
    hash: 'Hash of this version',
    address: 'The letter online',
    annexHash: 'SHA-256 of Annex A',
    signedBy: 'Digitally signed by',
    certificate: 'SHA-256 of the certificate',
    scan: (address) => `QR code that leads to the letter online: ${address}`,
    people: 'Signatures in all',
    onPaper: 'Signatures on paper, apart from these',
    byName: 'by name in Annex A',
    withoutName: 'without a printed name',
    toAddressee: 'named to the addressee only',
    withdrawn: 'Withdrawn since the earlier copy',
    earlier: 'Signed an earlier version only, not counted',
    organisations: 'Endorsing organisations',
    countries: 'Countries of signatories',
  },
};

const ko: DocumentWords = {
  subject: '제목:',
  notes: '주',
  contact: '연락처',
  organisations: '연명 단체',
  coordinator: '주관',
  annex: '별첨 A',
  annexPage: (page, pages) => `별첨 A ${page}/${pages}`,
  signatories: '서명자 명단',
  columns: { number: '번호', name: '이름', affiliation: '직함 또는 소속', country: '국가' },
  script: (name) => `표기: ${name}`,
  signedByName: (people) =>
    `${formatCount('ko', people)}명이 이름을 밝히고 이 서한에 서명했습니다.`,
  furtherWithoutName: (people) =>
    `이 밖에 ${formatCount('ko', people)}명이 이름을 싣지 않고 서명했습니다.`,
  furtherToAddressee: (people) =>
    `이 밖에 ${formatCount('ko', people)}명의 이름은 수신인에게 전달하는 서한에만 실립니다.`,
  signedInAll: (people) => `${formatCount('ko', people)}명이 이 서한에 서명했습니다.`,
  signedEarlier: (people) =>
    `이 밖에 ${formatCount('ko', people)}명이 이전 판에 서명하고 이 판에는 서명하지 않았으며, 여기에 집계되지 않습니다.`,
  translation: (language) => `번역본입니다. 기준이 되는 글의 언어: ${language}.`,
  badge: '공개서한에 함께했습니다',
  namesHidden: '지금은 이름을 공개하지 않습니다. 모든 서명은 그대로 집계됩니다.',
  withdrawnPeople: (people, day) =>
    `${day}에 전달한 서한 이후 ${formatCount('ko', people)}명이 서명을 철회했습니다.`,
  withdrawnOrganisations: (organisations, day) =>
    `${day}에 전달한 서한 이후 ${formatCount('ko', organisations)}개 단체가 연명을 철회했습니다.`,
  onPaper: (online, paper, batches) =>
    `온라인 서명 ${formatCount('ko', online)}명. 이와 별도로 종이 서명 ${formatCount('ko', paper)}건(확인을 마친 ${formatCount('ko', batches)}묶음)이 있으며, 위의 수에 포함하지 않았고 이름은 싣지 않았습니다.`,
  namesInAttachment: '서명자 명단은 첨부한 PDF 문서의 별첨 A에 있습니다.',
  annexElsewhere: (names) =>
    `별첨 A는 분량이 많아 별도의 문서로 되어 있으며 ${formatCount('ko', names)}명의 이름이 실려 있습니다. 아래의 값으로 그 문서를 확인할 수 있습니다. 문서의 내용이 바뀌면 이 값도 달라집니다.`,
  namesElsewhere: (names, hash) =>
    `서명자 ${formatCount('ko', names)}명의 명단은 별첨 A에 있습니다. 별첨 A는 이 메일에 첨부하기에 분량이 많아 별도의 문서로 전달합니다 (SHA-256 ${hash}).`,
  demonstration: '시연용 자료입니다. 실제로 제출한 서한이 아니며 서명자는 가상의 인물입니다.',
  draft: '초안입니다. 공개되지 않은 글이므로 전달하지 마시기 바랍니다.',
  draftVersion: '초안',
  page: (page, pages) => `${page}/${pages}쪽`,
  version: (version) => `제${version}판`,
  record: {
    heading: '이 문서에 관하여',
    takenAt: '기준 시각',
    version: '서한의 판',
    hash: '이 판의 해시',
    address: '온라인 서한',
    annexHash: '별첨 A의 SHA-256',
    signedBy: '전자 서명',
    certificate: '인증서의 SHA-256',
    scan: (address) => `온라인 서한으로 연결되는 QR 코드: ${address}`,
    people: '전체 서명자',
    onPaper: '종이 서명 (별도)',
    byName: '별첨 A에 이름을 실은 사람',
    withoutName: '이름을 싣지 않은 사람',
    toAddressee: '수신인에게만 이름을 밝힌 사람',
    withdrawn: '앞서 전달한 서한 이후 철회한 사람',
    earlier: '이전 판에만 서명하여 집계되지 않은 사람',
    organisations: '연명 단체',
    countries: '서명자의 국가',
  },
};

const uk: DocumentWords = {
  subject: 'Щодо:',
  notes: 'Примітки',
  contact: 'Контакт',
  organisations: 'Організації, що підтримали лист',
  coordinator: 'Координатор',
  annex: 'Додаток А',
  annexPage: (page, pages) => `Додаток А ${page}/${pages}`,
  signatories: 'Підписанти',
  columns: {
    number: '№',
    name: 'Ім’я',
    affiliation: 'Посада або організація',
    country: 'Країна',
  },
  script: (name) => `Письмо: ${name}`,
  signedByName: (people) =>
    `Поіменно цей лист ${ukrainianForm(people, 'підписала', 'підписали', 'підписали')} ${ukrainianPeople(people)}.`,
  furtherWithoutName: (people) =>
    `Ще ${ukrainianPeople(people)} ${ukrainianForm(people, 'підписала', 'підписали', 'підписали')} лист без зазначення імені.`,
  furtherToAddressee: (people) =>
    `Імена ще ${formatCount('uk', people)} ${ukrainianForm(people, 'особи', 'осіб', 'осіб')} наведено лише в примірнику для адресата.`,
  signedInAll: (people) =>
    `Цей лист ${ukrainianForm(people, 'підписала', 'підписали', 'підписали')} ${ukrainianPeople(people)}.`,
  signedEarlier: (people) =>
    `Ще ${ukrainianPeople(people)} ${ukrainianForm(people, 'підписала', 'підписали', 'підписали')} попередню версію й не ${ukrainianForm(people, 'підписала', 'підписали', 'підписали')} цю; тут ці підписи не враховано.`,
  translation: (language) => `Переклад. Визначальним є текст такою мовою: ${language}.`,
  badge: 'підписує відкритий лист',
  namesHidden: 'Імена наразі приховано; кожен підпис і далі враховано.',
  withdrawnPeople: (people, day) =>
    `Відтоді як було передано примірник від ${day}, свій підпис ${ukrainianForm(people, 'відкликала', 'відкликали', 'відкликали')} ${ukrainianPeople(people)}.`,
  withdrawnOrganisations: (organisations, day) =>
    `Відтоді як було передано примірник від ${day}, свою підтримку ${ukrainianForm(organisations, 'відкликала', 'відкликали', 'відкликали')} ${formatCount('uk', organisations)} ${ukrainianForm(organisations, 'організація', 'організації', 'організацій')}.`,
  onPaper: (online, paper, batches) =>
    `В інтернеті лист ${ukrainianForm(online, 'підписала', 'підписали', 'підписали')} ${ukrainianPeople(online)}; на папері зібрано ${formatCount('uk', paper)} ${ukrainianForm(paper, 'підпис', 'підписи', 'підписів')} (${formatCount('uk', batches)} ${ukrainianForm(batches, 'перевірений пакет', 'перевірені пакети', 'перевірених пакетів')}), які вище не враховано й не названо.`,
  namesInAttachment: 'Імена наведено в додатку А до вкладеного PDF-документа.',
  annexElsewhere: (names) =>
    `Через великий обсяг додаток А є окремим документом; у ньому ${formatCount('uk', names)} ${ukrainianForm(names, 'ім’я', 'імені', 'імен')}. Наведене нижче число дає змогу впізнати цей документ: якщо документ змінити, зміниться й число.`,
  namesElsewhere: (names, hash) =>
    `Імена (${formatCount('uk', names)}) наведено в додатку А, який завеликий для цього листа й передається окремим документом (SHA-256 ${hash}).`,
  demonstration: 'Демонстраційні дані: це не справжнє звернення, підписантів вигадано.',
  draft: 'Чернетка: не опубліковано. Просимо не передавати далі.',
  draftVersion: 'Чернетка',
  page: (page, pages) => `Стор. ${page}/${pages}`,
  version: (version) => `Версія ${version}`,
  record: {
    heading: 'Про цей документ',
    takenAt: 'Станом на',
    version: 'Версія листа',
    hash: 'Хеш цієї версії',
    address: 'Лист в інтернеті',
    annexHash: 'SHA-256 додатка А',
    signedBy: 'Електронний підпис',
    certificate: 'SHA-256 сертифіката',
    scan: (address) => `QR-код, що веде до листа в інтернеті: ${address}`,
    people: 'Усього підписів',
    onPaper: 'Підписів на папері, окремо від цих',
    byName: 'поіменно в додатку А',
    withoutName: 'без зазначення імені',
    toAddressee: 'названо лише адресатові',
    withdrawn: 'Відкликали підпис після попереднього примірника',
    earlier: 'Підписали лише попередню версію, не враховано',
    organisations: 'Організацій, що підтримали лист',
    countries: 'Країн підписантів',
  },
};

function ukrainianPeople(people: number): string {
  return `${formatCount('uk', people)} ${ukrainianForm(people, 'особа', 'особи', 'осіб')}`;
}

/** The fixed words of documents: what stands around the letter's own text. */
export const documentWords: Record<Locale, DocumentWords> = { en, ko, uk };
