export const campaignFields = ['utm_source', 'utm_medium', 'utm_campaign'] as const;
export type CampaignFields = Partial<Record<(typeof campaignFields)[number], string>>;

const longest = 64;
const prefix = 'utm:';

/**
 * A word of a campaign's link as it is kept: lower case, `a-z 0-9 . _ -` only, other runs of
 * characters as one `-`, at most 64 long; empty when nothing is left.
 */
function cleanWord(typed: string | undefined): string {
  const words = (typed ?? '')
    .slice(0, 4 * longest)
    .normalize('NFKC')
    .toLowerCase();
  return words
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longest)
    .replace(/-+$/, '');
}

/**
 * The three words of a campaign's link (`?utm_source=…&utm_medium=…&utm_campaign=…`) as they are
 * kept, without empty ones; none without a source. Everything else of an address is left out.
 */
export function readCampaign(given: CampaignFields): CampaignFields {
  const kept = campaignFields.flatMap((name) => {
    const word = cleanWord(given[name]);
    return word ? [[name, word] as const] : [];
  });
  const fields: CampaignFields = Object.fromEntries(kept);
  return fields.utm_source ? fields : {};
}

/** The same as one text for a signature's `source`: `utm:newsletter/email/week-3`; null for none. */
export function campaignSource(given: CampaignFields): string | null {
  const { utm_source: source, utm_medium: medium, utm_campaign: campaign } = readCampaign(given);
  if (!source) return null;
  const words = [source, medium ?? '', campaign ?? ''];
  return prefix + words.join('/').replace(/\/+$/, '');
}

/** The words in such a text; null for what is none, such as the code of an organisation's own link. */
export function campaignWords(source: string): string[] | null {
  return source.startsWith(prefix) ? source.slice(prefix.length).split('/').filter(Boolean) : null;
}
