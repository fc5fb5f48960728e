export type AuthoritySignals = { domainMatches: boolean; freeMail: boolean };

const freeMailDomains = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com yahoo.com icloud.com me.com proton.me protonmail.com ' +
    'tutanota.com tuta.com gmx.com gmx.de mail.com zoho.com aol.com naver.com daum.net hanmail.net kakao.com nate.com ' +
    'ukr.net i.ua meta.ua bigmir.net mail.ru yandex.ru yandex.com'
  ).split(' '),
);

/** The domain of a mail address, in small letters. */
export function mailDomainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

/**
 * What speaks for or against a representative's authority, for the person who decides: the work
 * address is under the website's domain, or it is a free mailbox. Signals advise, they never decide;
 * an erased address gives none.
 */
export function authoritySignals(email: string, website: string): AuthoritySignals {
  if (email === '') return { domainMatches: false, freeMail: false };
  const mailDomain = mailDomainOf(email);
  const siteDomain = new URL(website).hostname.replace(/^www\./, '');
  return {
    domainMatches:
      mailDomain === siteDomain ||
      mailDomain.endsWith(`.${siteDomain}`) ||
      siteDomain.endsWith(`.${mailDomain}`),
    freeMail: freeMailDomains.has(mailDomain),
  };
}
