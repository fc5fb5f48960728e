import { z } from 'zod';

const longestUrl = 300;

/** The address of a privacy notice as people paste it, or null: https, and nothing of one visit. */
function readPrivacyUrl(typed: string): string | null {
  const text = typed.trim();
  if (!URL.canParse(text) || text.length > longestUrl) return null;
  const url = new URL(text);
  url.hash = '';
  const usable = url.protocol === 'https:' && url.hostname.includes('.');
  const plain = !url.username && !url.password && url.href.length <= longestUrl;
  return usable && plain ? url.href : null;
}

/**
 * Whether an organisation asks signatories for their consent (`news` is ticked) and where its privacy
 * notice is, without which it may not; null is off, and needs no address.
 */
export const newsSwitchSchema = z
  .object({ news: z.string().default(''), newsPrivacyUrl: z.string().default('') })
  .transform(({ news, newsPrivacyUrl: typed }, check) => {
    if (!news) return { newsPrivacyUrl: null };
    const newsPrivacyUrl = readPrivacyUrl(typed);
    if (newsPrivacyUrl) return { newsPrivacyUrl };
    check.addIssue({ code: 'custom', path: ['newsPrivacyUrl'], message: 'privacy-url-format' });
    return z.NEVER;
  });
