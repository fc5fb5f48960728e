import type { Context } from '~/context.server';
import { leadsSomewhere } from '~/domain/endorsements/find-share-link.server';
import { readCampaign } from '~/domain/signatures/campaign-source';
import { isDatabaseAway } from '~/http/database-away.server';

/** The letter's page and its frame on other sites. */
const letterPage = /^(?:\/(?:en|ko|uk))?\/letters\/([^/]+)(?:\/embed)?\/?$/;
const filteredPage = /\/letters\/[^/]+\/signatures\/?$/;

/** Milliseconds in which a database that was away is not asked again. */
const rememberAway = 1000;

export type SharedAddress = {
  /** Path and query, with nothing in it that makes no difference to the page. */
  address: string;
  /** How many such addresses there are is for visitors to say. */
  unbounded: boolean;
  /** The address of the page that serves as well when this one cannot be made. */
  instead?: string;
};

/**
 * By what a page that is the same for everybody is known: its path, and of the query only what
 * changes the page. Of a letter's page that is the code of an approved organisation's own link, so
 * that nobody can fill the memory with invented ones, or else what a campaign's link says of itself. While the database is away, codes that were
 * known before still are.
 */
export function sharedAddressReader(ctx: Pick<Context, 'db'>, now: () => number = Date.now) {
  const seen = new Set<string>();
  let awayUntil = 0;

  return async function readSharedAddress(
    path: string,
    query: URLSearchParams,
  ): Promise<SharedAddress> {
    const search = query.toString();
    if (filteredPage.test(path) && search) {
      return { address: `${path}?${search}`, unbounded: true };
    }
    const slug = letterPage.exec(path)?.[1];
    const code = query.get('via');
    const known = slug !== undefined && code !== null && (await isKnown(slug, code));
    if (known) return { address: `${path}?via=${code}`, unbounded: false };
    const words = slug === undefined ? {} : readCampaign(Object.fromEntries(query));
    const campaign = new URLSearchParams(words).toString();
    if (campaign) return { address: `${path}?${campaign}`, unbounded: true, instead: path };
    return { address: path, unbounded: false };
  };

  async function isKnown(slug: string, code: string): Promise<boolean> {
    const link = `${slug} ${code}`;
    if (now() < awayUntil) return seen.has(link);
    try {
      const known = await leadsSomewhere(ctx, { slug, code });
      if (known) seen.add(link);
      else seen.delete(link);
      return known;
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      awayUntil = now() + rememberAway;
      return seen.has(link);
    }
  }
}
