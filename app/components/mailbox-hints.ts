/** Where the owner of an address reads mail, for the providers most of our visitors use. */
const mailboxes: Record<string, { name: string; href: string }> = {
  'gmail.com': { name: 'Gmail', href: 'https://mail.google.com/' },
  'naver.com': { name: 'Naver Mail', href: 'https://mail.naver.com/' },
  'daum.net': { name: 'Daum Mail', href: 'https://mail.daum.net/' },
  'hanmail.net': { name: 'Daum Mail', href: 'https://mail.daum.net/' },
  'kakao.com': { name: 'Kakao Mail', href: 'https://mail.kakao.com/' },
  'ukr.net': { name: 'ukr.net', href: 'https://mail.ukr.net/' },
  'i.ua': { name: 'i.ua', href: 'https://mail.i.ua/' },
};

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}

export function mailboxOf(email: string): { name: string; href: string } | null {
  return mailboxes[domainOf(email)] ?? null;
}

/** One letter added, left out, replaced, or two neighbours swapped. */
function isOneSlipAway(typed: string, known: string): boolean {
  if (Math.abs(typed.length - known.length) > 1) return false;
  let start = 0;
  while (start < typed.length && typed[start] === known[start]) start += 1;
  let end = 0;
  const shorter = Math.min(typed.length, known.length) - start;
  while (end < shorter && typed.at(-1 - end) === known.at(-1 - end)) end += 1;
  const typedRest = typed.slice(start, typed.length - end);
  const knownRest = known.slice(start, known.length - end);
  if (typedRest.length <= 1 && knownRest.length <= 1) return true;
  return typedRest.length === 2 && knownRest === `${typedRest[1]}${typedRest[0]}`;
}

/**
 * The address that may have been meant, when the domain is one slip away from a common provider;
 * null otherwise. Only ever a question: the typed address stays valid.
 */
export function suggestEmailAddress(email: string): string | null {
  const domain = domainOf(email);
  if (domain in mailboxes || domain.length < 6) return null;
  const meant = Object.keys(mailboxes).find((known) => isOneSlipAway(domain, known));
  return meant ? email.slice(0, email.lastIndexOf('@') + 1) + meant : null;
}
