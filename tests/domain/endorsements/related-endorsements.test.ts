import { describe, expect, test } from 'vitest';
import type { EndorsementState } from '~/domain/endorsements/endorsement';
import { relatedEndorsements } from '~/domain/endorsements/related-endorsements';

type Item = Parameters<typeof relatedEndorsements>[0];

function item(id: string, change: Partial<Item> = {}): Item {
  return {
    id,
    state: 'approved',
    organisation: `단체 ${id}`,
    organisationEn: `Sample organisation ${id}`,
    website: `https://organisation${id}.example`,
    email: `office@organisation${id}.example`,
    ...change,
  };
}

const justice = item('1', {
  state: 'waiting',
  organisation: '정의실현모임',
  organisationEn: 'Transitional Justice Group',
  website: 'https://justice.example',
  email: 'han@justice.example',
});

function found(change: Partial<Item>) {
  return relatedEndorsements(justice, [justice, item('2'), item('3', change)]);
}

describe('the reviewer is shown another organisation', () => {
  test.each([
    ['with the same name of its own', { organisation: '정의 실현 모임' }, 'same-name'],
    [
      'that looks the same in Cyrillic',
      { organisation: 'Тransitional Justice Grоuр' },
      'same-name',
    ],
    ['with a similar name', { organisationEn: 'Transitional Justice Groups' }, 'similar-name'],
    ['of the same website', { website: 'http://www.justice.example/' }, 'same-website'],
    ['from the same mailbox', { email: 'Han+two@justice.example' }, 'same-mailbox'],
  ] as [string, Partial<Item>, string][])('%s', (_what, change, by) => {
    expect(found(change)).toEqual([
      { id: '3', organisation: change.organisation ?? '단체 3', state: 'approved', by: [by] },
    ]);
  });

  test.each(['waiting', 'declined', 'withdrawn'] as EndorsementState[])(
    'that is %s, with all that they have in common',
    (state) => {
      const { organisation, website, email } = justice;
      expect(found({ state, organisation, website, email })).toMatchObject([
        { state, by: ['same-name', 'same-website', 'same-mailbox'] },
      ]);
    },
  );
});

describe('the reviewer is not troubled with', () => {
  test.each([
    ['one that nobody has confirmed', { state: 'unconfirmed', website: justice.website }],
    ['one with another name', { organisationEn: 'Open Door' }],
    ['another page of the same host', { website: 'https://justice.example/other' }],
    ['an erased mailbox', { email: '' }],
  ] as const)('%s', (_what, change) => {
    expect(found(change)).toEqual([]);
  });

  test('branches that differ by their number', () => {
    const branch = item('5', { organisationEn: 'Sample organisation 5' });
    expect(relatedEndorsements(branch, [branch, item('6')])).toEqual([]);
  });

  test('two erased mailboxes', () => {
    const erased = { ...justice, email: '' };
    expect(relatedEndorsements(erased, [item('7', { email: '' })])).toEqual([]);
  });
});
