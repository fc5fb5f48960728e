import type { Context } from '~/context.server';
import { listShareCodes } from '~/db/share-links.server';
import {
  countConfirmedByDay,
  countWaitingSignatures,
  type FigureKind,
  listFigures,
} from '~/db/signature-figures.server';
import { listChangesSince, listWaitingSince } from '~/db/waiting-organisations.server';
import { bandLimits, bandOf, type WaitingBand } from './waiting-band';

/** Confirmed people by one property; `value` is null for those without it. */
export type Share = { value: string | null; people: number };

export type Queue = Record<WaitingBand, number>;

export type Overview = {
  countries: Share[];
  languages: Share[];
  /** An own link with the name of its organisation, a campaign's link, or no link that said anything. */
  sources: (Share & { organisation: string | null })[];
  /** The last 30 days of the letter's time zone, today the last; `day` as `YYYY-MM-DD`. */
  days: { day: string; people: number }[];
  queues: { held: Queue; pending: Queue; organisations: Queue; changes: Queue };
};

const daysShown = 30;

/**
 * What the overview shows of a letter beside its counts. Exact and fresh, and read from figures that
 * are kept, so that it takes as long for a million signatures as for a few.
 */
export async function readOverview(
  ctx: Context,
  letter: { id: string; timeZone: string },
): Promise<Overview> {
  const { id: letterId, timeZone } = letter;
  const shares = async (kind: FigureKind) =>
    (await listFigures(ctx.db, { letterId, kind })).map(toShare);
  const [countries, languages, sources, codes, days, signatures, organisations, changes] =
    await Promise.all([
      shares('country'),
      shares('language'),
      shares('source'),
      listShareCodes(ctx.db, letterId),
      countConfirmedByDay(ctx.db, { letterId, timeZone, days: daysShown }),
      countWaitingSignatures(ctx.db, letterId, bandLimits),
      listWaitingSince(ctx.db, letterId),
      listChangesSince(ctx.db, letterId),
    ]);
  const now = ctx.clock.now();
  return {
    countries,
    languages,
    sources: sources.map((share) => ({
      ...share,
      organisation: codes.get(share.value ?? '') ?? null,
    })),
    days,
    queues: {
      held: toQueue(signatures.held),
      pending: toQueue(signatures.pending),
      organisations: inBands(organisations, now),
      changes: inBands(changes, now),
    },
  };
}

function toShare({ value, people }: { value: string; people: number }): Share {
  return { value: value === '' ? null : value, people };
}

function toQueue(bands: { fresh: number; aging: number; old: number }): Queue {
  return { '0-1': bands.fresh, '1-3': bands.aging, '3': bands.old };
}

function inBands(since: Date[], now: Date): Queue {
  const queue: Queue = { '0-1': 0, '1-3': 0, '3': 0 };
  for (const moment of since) queue[bandOf(moment.toISOString(), now)] += 1;
  return queue;
}
