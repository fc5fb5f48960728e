import type { AuthorityBasis } from '~/domain/endorsements/endorsement';

/** How an organiser knows that an organisation agreed; kept with the approval. */
export const authorityBasisTexts: Record<AuthorityBasis, { label: string; hint: string }> = {
  'domain-match': {
    label: 'The mail address belongs to the organisation',
    hint: 'Confirmed from an address under the domain of its website.',
  },
  'signed-letter': {
    label: 'Signed letter or mandate',
    hint: 'You hold a signed document that names the representative.',
  },
  'known-contact': {
    label: 'Known contact',
    hint: 'Somebody you know there confirmed it to you in another way.',
  },
  'published-contact': {
    label: 'Its published contact said yes',
    hint: 'You asked the address on its own website, and it answered.',
  },
  invitation: {
    label: 'Invited by the coordinator',
    hint: 'The organisation was asked to endorse and accepted.',
  },
};

export const authorityBasisChoices = Object.entries(authorityBasisTexts).map(([value, texts]) => ({
  value,
  ...texts,
}));

/** The words for a stored basis; one that a later version wrote stands as it is. */
export function authorityBasisLabel(basis: string): string {
  return authorityBasisChoices.find(({ value }) => value === basis)?.label ?? basis;
}
