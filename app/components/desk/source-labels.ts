import { campaignWords } from '~/domain/signatures/campaign-source';

/** A signature's source in words: an own link's code, or what a campaign's link says of itself. */
export function sourceLabel(source: string): string {
  const words = campaignWords(source);
  return words ? `the campaign link “${words.join(' / ')}”` : `the own link “${source}”`;
}
