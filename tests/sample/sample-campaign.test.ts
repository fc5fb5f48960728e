import { expect, it } from 'vitest';
import { sampleCampaign } from '~/sample/sample-campaign';

const { endorsements, targets, letterTexts } = sampleCampaign;

it('the sample has nine founders in order, two that wait and one declined with a reason', () => {
  const founders = endorsements.filter((one) => one.foundingPosition !== null);
  expect(founders.map((one) => one.foundingPosition)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(founders.every((one) => one.state === 'approved')).toBe(true);
  expect(endorsements.filter((one) => one.state === 'waiting')).toHaveLength(2);
  const declined = endorsements.filter((one) => one.state === 'declined');
  expect(declined).toHaveLength(1);
  expect(declined[0]?.declineReason).toMatch(/\S/);
  expect(endorsements).toHaveLength(12);
});

it('an organisation of the sample is the coordinator or visibly a placeholder', () => {
  for (const one of endorsements) {
    if (one.organisation !== '전환기정의워킹그룹') {
      expect(one.organisation).toMatch(/^(예시 단체|Зразкова|Sample|Beispiel)/);
      expect(one.organisationEn).toMatch(/^Sample organisation \d+$/);
    }
    expect(one.representative).toMatch(/^(예시|Зразков|Sample|Beispiel)/);
    expect(new URL(one.website).hostname).toMatch(/\.example$/);
    expect(one.email).toMatch(/@[\w.-]+\.example$/);
  }
  expect(new Set(endorsements.map((one) => one.email)).size).toBe(endorsements.length);
});

it('a copy for the embassy goes to no real mailbox', () => {
  expect(targets.map((target) => target.name)).toEqual(['embassy', 'front-desk']);
  for (const target of targets) {
    expect(target.addressee).toBe(letterTexts.en.addresseeShort);
    expect(target.locales).toContain(target.locale);
    expect(target.address).toMatch(/\.example$|^\[Placeholder/);
    expect(target.checkedSource).toMatch(/^Demonstration/);
  }
});
