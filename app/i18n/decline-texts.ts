import type { Locale } from './locale';
import { type MessageKey, translator } from './translator';

const keys: Record<string, MessageKey> = {
  'no-authority': 'decline.noAuthority',
  'not-reachable': 'decline.notReachable',
  'not-an-organisation': 'decline.notAnOrganisation',
  'already-endorsed': 'decline.alreadyEndorsed',
  'other-aims': 'decline.otherAims',
};

/** Why an endorsement was declined, in words for its organisation; null for an unknown reason. */
export function declineText(locale: Locale, template: string | null): string | null {
  const key = template === null ? undefined : keys[template];
  return key ? translator(locale)(key) : null;
}
