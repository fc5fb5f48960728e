import type { AttentionItem } from '~/components/desk/attention-list';
import { writeCount } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { languageNames } from '~/components/desk/state-labels';
import type { Trouble } from '~/domain/figures/find-trouble.server';
import type { LetterView } from '~/domain/letters/letter-view';
import { type Act, type OrganiserRole, permits } from '~/domain/organisers/organiser';
import { days } from '~/primitives/duration';

export type TroubledSituation = {
  letter: Pick<LetterView, 'slug' | 'state' | 'closesAt' | 'timeZone'>;
  ledger: { deliveries: { id: string; addressee: string }[] };
  trouble: Trouble;
  role: OrganiserRole;
  now: Date;
};

const soon = days(5);

/** A link that this role may follow, or to the figures that everybody may see. */
export function allowed(role: OrganiserRole, act: Act, base: string, path: string): string {
  return permits(role, act) ? `${base}${path}` : base;
}

function writtenIn({ letter }: TroubledSituation, moment: string): string {
  return `${momentsIn(letter.timeZone).at(moment).text} (${timeZoneName(letter.timeZone)})`;
}

/** Mail that does not leave, and mail that came back. */
export function aboutMail(situation: TroubledSituation, base: string): AttentionItem[] {
  const { trouble, ledger, role } = situation;
  const { stalledMail, bounced, bouncedDeliveries } = trouble;
  const items: AttentionItem[] = bouncedDeliveries.map(({ id, status }) => {
    const addressee = ledger.deliveries.find((one) => one.id === id)?.addressee ?? 'an addressee';
    const text = `The letter to ${addressee} came back (${status}).`;
    return { text, link: 'Look at the delivery', to: `${base}/deliveries/${id}` };
  });
  const pending = allowed(role, 'read-signatures', base, '/signatures?state=pending');
  if (stalledMail) {
    const mails =
      stalledMail.waiting === 1
        ? 'One mail waits'
        : `${writeCount(stalledMail.waiting)} mails wait`;
    items.unshift({
      text: `No mail has left since ${writtenIn(situation, stalledMail.since)}. ${mails}, and will be tried again; nothing is lost. Tell whoever runs the installation.`,
      link: 'See who waits for one',
      to: pending,
    });
  }
  if (bounced > bouncedDeliveries.length) {
    const mails = bounced === 1 ? 'One mail' : `${writeCount(bounced)} mails`;
    items.push({
      text: `${mails} of this installation came back in the last seven days, because the mailbox is not there or takes none.`,
      link: 'See who has not confirmed',
      to: pending,
    });
  }
  return items;
}

/** A letter that closes within five days. */
export function aboutClosing(situation: TroubledSituation, base: string): AttentionItem[] {
  const { letter, role, now } = situation;
  if (letter.state !== 'open' || !letter.closesAt) return [];
  const left = new Date(letter.closesAt).getTime() - now.getTime();
  if (left <= 0 || left > soon) return [];
  const text = `The letter closes on ${writtenIn(situation, letter.closesAt)}.`;
  return [{ text, link: 'See its end', to: allowed(role, 'close-letter', base, '/closing') }];
}

/** Translations that the text in the letter's own language has left behind. */
export function aboutOutdated({ trouble }: TroubledSituation, base: string): AttentionItem[] {
  return trouble.outdated.map(({ kind, locale }) => ({
    text: `The ${languageNames[locale]} ${kind === 'letter' ? 'text of the letter' : 'background'} is older than the text it translates.`,
    link: 'Compare',
    to: `${base}/${kind}?language=${locale}`,
  }));
}

/** Figures that somebody had made wrong behind the application. */
export function aboutFigures(situation: TroubledSituation, base: string): AttentionItem[] {
  const { trouble, role } = situation;
  if (!trouble.mendedFigures) return [];
  const { at, drift } = trouble.mendedFigures;
  return [
    {
      text: `Figures of this letter were wrong, by ${writeCount(drift)} in all, until ${writtenIn(situation, at)}; they are right now. Tell whoever runs the installation: the database was changed from outside.`,
      link: 'See the entry',
      to: allowed(role, 'read-audit', base, '/audit?action=figures.mended'),
    },
  ];
}

/** Programs that were told what happens, and are not any more. */
export function aboutWebhooks({ trouble, role }: TroubledSituation, base: string): AttentionItem[] {
  return trouble.silentWebhooks.map(({ id, label }) => ({
    text: `The program “${label}” did not answer for three days and is not called any more. What happened meanwhile is in its log.`,
    link: 'See its calls',
    to: allowed(role, 'manage-access', base, `/access/webhooks/${id}`),
  }));
}
