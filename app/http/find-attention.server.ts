import type { AttentionItem } from '~/components/desk/attention-list';
import { writeCount } from '~/components/desk/figures';
import { momentsIn } from '~/components/desk/moments';
import { channelLabels, languageNames } from '~/components/desk/state-labels';
import type { DeliveryState } from '~/domain/deliveries/delivery';
import type { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { addressIsStale } from '~/domain/deliveries/target';
import type { Trouble } from '~/domain/figures/find-trouble.server';
import type { readDeskLetter } from '~/domain/letters/read-desk-letter.server';
import type { OrganiserRole } from '~/domain/organisers/organiser';
import type { TrendView } from '~/domain/protection/list-trends.server';
import { aboutReplies } from './attention-about-replies';
import {
  aboutClosing,
  aboutFigures,
  aboutMail,
  aboutOutdated,
  aboutWebhooks,
  allowed,
} from './attention-about-trouble';

type DeskLetter = Extract<Awaited<ReturnType<typeof readDeskLetter>>, { ok: true }>;
type Ledger = Extract<Awaited<ReturnType<typeof listDeliveries>>, { ok: true }>;
type Situation = Pick<DeskLetter, 'letter' | 'counts'> & {
  ledger: Ledger;
  trends: TrendView[];
  trouble: Trouble;
  role: OrganiserRole;
  now: Date;
};

function aboutNames({ letter, role }: Situation, base: string): AttentionItem[] {
  if (!letter.namesHidden) return [];
  const to = allowed(role, 'moderate-signatures', base, '/settings');
  return [{ text: 'All names are hidden from the public.', link: 'See the switch', to }];
}

function aboutHeld({ counts, role }: Situation, base: string): AttentionItem[] {
  if (counts.held === 0) return [];
  const text =
    counts.held === 1
      ? 'One signature is held for review and does not count yet.'
      : `${writeCount(counts.held)} signatures are held for review and do not count yet.`;
  return [{ text, link: 'Review', to: allowed(role, 'moderate-signatures', base, '/review') }];
}

function aboutReports({ counts, letter, role }: Situation, base: string): AttentionItem[] {
  const { reportsOpen: open, reportsOverdue: overdue, reportsDueAt: dueAt } = counts;
  if (open === 0 || dueAt === null) return [];
  const what =
    open === 1
      ? 'One reported signature waits for a decision'
      : `${writeCount(open)} reported signatures wait for a decision`;
  const due = momentsIn(letter.timeZone).at(dueAt).text;
  const when = overdue > 0 ? `${writeCount(overdue)} overdue` : `the next answer is due on ${due}`;
  const to = allowed(role, 'moderate-signatures', base, '/reports');
  return [{ text: `${what}, ${when}.`, link: 'Decide', to }];
}

function aboutFlagged({ counts, role }: Situation, base: string): AttentionItem[] {
  if (counts.flagged === 0) return [];
  const text =
    counts.flagged === 1
      ? 'One signature that counts has a flag that nobody has looked at.'
      : `${writeCount(counts.flagged)} signatures that count have flags that nobody has looked at.`;
  const to = allowed(role, 'moderate-signatures', base, '/review?list=flagged');
  return [{ text, link: 'Look at them', to }];
}

function describeTrend({ kind, label, signatures, ofSignatures }: TrendView): string {
  if (kind === 'volume') return `${writeCount(signatures)} signatures came, far more than usual`;
  const share = `${writeCount(signatures)} of ${writeCount(ofSignatures)} signatures came`;
  return kind === 'network' ? `${share} from one network` : `${share} with addresses at ${label}`;
}

function aboutTrends({ trends, letter, role }: Situation, base: string): AttentionItem[] {
  const moments = momentsIn(letter.timeZone);
  const to = allowed(role, 'read-signatures', base, '/signatures');
  return trends.map((trend) => ({
    text: `In the hour from ${moments.at(trend.hour).text} on, ${describeTrend(trend)}. An event, or somebody who stuffs.`,
    link: 'Look at the newest',
    to,
  }));
}

function aboutEndorsements({ counts }: Situation, base: string): AttentionItem[] {
  const waiting = counts.endorsementsWaiting;
  if (waiting === 0) return [];
  const text =
    waiting === 1
      ? 'One organisation waits for a decision.'
      : `${writeCount(waiting)} organisations wait for a decision.`;
  return [{ text, link: 'Decide', to: `${base}/endorsements` }];
}

function aboutDenied({ counts }: Situation, base: string): AttentionItem[] {
  const denied = counts.endorsementsDenied;
  if (denied === 0) return [];
  const text =
    denied === 1
      ? 'The published contact of one organisation that waits says that nobody signed for it.'
      : `The published contacts of ${writeCount(denied)} organisations that wait say that nobody signed for them.`;
  return [{ text, link: 'Look at it first', to: `${base}/endorsements` }];
}

function aboutPaper({ counts, role }: Situation, base: string): AttentionItem[] {
  const waiting = counts.paperWaiting;
  if (waiting === 0) return [];
  const text =
    waiting === 1
      ? 'The count of one batch of paper signatures is not verified.'
      : `The counts of ${writeCount(waiting)} batches of paper signatures are not verified.`;
  return [{ text, link: 'Verify', to: allowed(role, 'read-signatures', base, '/paper') }];
}

function aboutChanges({ counts, role }: Situation, base: string): AttentionItem[] {
  const waiting = counts.endorsementsChanging;
  if (waiting === 0) return [];
  const text =
    waiting === 1
      ? 'One organisation asks to have something changed.'
      : `${writeCount(waiting)} changes are asked for by organisations.`;
  return [{ text, link: 'Compare', to: allowed(role, 'read-signatures', base, '/changes') }];
}

function aboutDeliveries({ ledger }: Situation, base: string): AttentionItem[] {
  return ledger.deliveries.flatMap(({ id, state, addressee, troubledCopies }) => {
    const to = `${base}/deliveries/${id}`;
    return [
      ...aboutDelivery(state, addressee, to),
      ...(troubledCopies.unknown > 0
        ? [
            {
              text: `It is not known whether a copy of the letter to ${addressee} arrived.`,
              link: 'Look at the delivery',
              to,
            },
          ]
        : []),
      ...(troubledCopies.failed > 0
        ? [{ text: `A copy of the letter to ${addressee} was refused.`, link: 'See why', to }]
        : []),
    ];
  });
}

function aboutDelivery(state: DeliveryState, addressee: string, to: string): AttentionItem[] {
  switch (state) {
    case 'unknown':
      return [
        {
          text: `It is not known whether the letter to ${addressee} arrived.`,
          link: 'Look at the delivery',
          to,
        },
      ];
    case 'bounced':
      return [{ text: `The letter to ${addressee} came back.`, link: 'See the record', to }];
    case 'failed':
      return [{ text: `The letter to ${addressee} was refused.`, link: 'See why', to }];
    case 'prepared':
      return [
        {
          text: `A delivery to ${addressee} is prepared and has not been sent.`,
          link: 'Check it',
          to,
        },
      ];
    case 'approved':
      return [
        {
          text: `A delivery to ${addressee} is approved and has not been sent.`,
          link: 'Send it',
          to: `${to}?step=send`,
        },
      ];
    default:
      return [];
  }
}

function aboutTargets({ ledger, now }: Situation, base: string): AttentionItem[] {
  return ledger.targets.flatMap(({ addressee, channel, checkedOn }) => {
    if (!addressIsStale(checkedOn, now)) return [];
    const text = checkedOn
      ? `The details of ${addressee} (${channelLabels[channel]}) were last checked more than 30 days ago.`
      : `The details of ${addressee} (${channelLabels[channel]}) have never been checked.`;
    return [{ text, link: 'See the addressees', to: `${base}/targets` }];
  });
}

function aboutTexts({ letter }: Situation, base: string): AttentionItem[] {
  return letter.locales.flatMap((locale) => {
    const review = letter.reviews[locale];
    if (locale === letter.masterLocale || !/pending/.test(review)) return [];
    return [
      {
        text: `The ${languageNames[locale]} text is marked “${review}”.`,
        link: 'Read it',
        to: `${base}/letter?language=${locale}`,
      },
    ];
  });
}

/** What an organiser should look at now, most urgent first. */
export function findAttention(situation: Situation): AttentionItem[] {
  const base = `/organise/letters/${situation.letter.slug}`;
  return [
    aboutNames,
    aboutReports,
    aboutMail,
    aboutFigures,
    aboutClosing,
    aboutHeld,
    aboutFlagged,
    aboutTrends,
    aboutDenied,
    aboutEndorsements,
    aboutChanges,
    aboutPaper,
    aboutDeliveries,
    aboutReplies,
    aboutTargets,
    aboutTexts,
    aboutOutdated,
    aboutWebhooks,
  ].flatMap((about) => about(situation, base));
}
