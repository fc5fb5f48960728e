import { languageField } from '~/components/desk/letter-basics';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { languageNames } from '~/components/desk/state-labels';
import type { Context } from '~/context.server';
import { checkDossier } from '~/domain/deliveries/check-dossier.server';
import { longestCover, longestSubject } from '~/domain/deliveries/cover';
import type { DeliveryView } from '~/domain/deliveries/delivery-view';
import { sizeLimits } from '~/domain/deliveries/dossier-check';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { addressIsStale } from '~/domain/deliveries/target';
import { mostTrials } from '~/domain/deliveries/test-delivery.server';
import type { LetterView } from '~/domain/letters/letter-view';
import { type Organiser, permits } from '~/domain/organisers/organiser';
import { listSteps, readStep } from './dossier-step';
import { explainDossierCheck } from './explain-dossier-check';

type Showing = {
  delivery: DeliveryView;
  letter: LetterView;
  organiser: Organiser;
  searchParams: URLSearchParams;
};

/** What the steps of a dossier show, and of the one that is open all that it needs. */
export async function showDossier(ctx: Context, showing: Showing) {
  const { delivery, organiser } = showing;
  const steps = listSteps(delivery);
  const step = readStep(showing.searchParams.get('step'), steps);
  const mayPrepare = permits(organiser.role, 'prepare-delivery');
  return {
    steps,
    step,
    mayPrepare,
    mayTurnOff: organiser.role === 'owner',
    own: delivery.preparedById === organiser.id,
    target: step === 'to' ? await showTarget(ctx, showing) : null,
    cover: step === 'cover' ? showCover(delivery) : null,
    checks: step === 'checks' ? await showChecks(ctx, delivery) : null,
    size: sizeOf(delivery.messageBytes || delivery.pdfBytes),
    mostTrials,
    times: step === 'send' ? showTimes(ctx, showing) : null,
  };
}

async function showTarget(ctx: Context, { delivery, letter }: Showing) {
  const ledger = await listDeliveries(ctx, { slug: letter.slug });
  const target = ledger.ok && ledger.targets.find(({ name }) => name === delivery.target);
  const checkedOn = target ? target.checkedOn : null;
  const source = target ? target.checkedSource : null;
  return {
    name: delivery.target,
    checked: [checkedOn ?? 'never', source].filter(Boolean).join(', '),
    stale: addressIsStale(checkedOn, ctx.clock.now()),
    blocks: delivery.addresseeLines.map(({ locale, lines }) => ({
      locale,
      language: languageNames[locale],
      lines,
    })),
  };
}

function showCover({ locales, cover, replyTo, subject }: DeliveryView) {
  return {
    replyTo: replyTo ?? '',
    usual: subject,
    longestSubject,
    longestCover,
    languages: locales.map((locale) => ({
      locale,
      language: languageNames[locale],
      subjectField: `subject-${languageField(locale)}`,
      textField: `cover-${languageField(locale)}`,
      subject: cover[locale]?.subject ?? '',
      paragraph: cover[locale]?.paragraph ?? '',
    })),
  };
}

async function showChecks(ctx: Context, delivery: DeliveryView) {
  const looked = await checkDossier(ctx, delivery.id);
  const domain = delivery.channel === 'email' ? await ctx.press.mailDomain() : [];
  return [
    ...(looked?.checks ?? []).map(explainDossierCheck),
    ...domain.map(({ level, subject, detail }) => ({
      key: subject,
      state: level === 'ok' ? ('ok' as const) : ('warn' as const),
      title: `The sender’s domain: ${subject}`,
      found: `${detail}.`,
      todo:
        level === 'ok' ? null : 'Ask whoever runs the installation; it does not stop the letter.',
    })),
  ];
}

/** Fine, near the limit, or too large for mail. */
function sizeOf(bytes: number): 'fine' | 'large' | 'too-large' {
  if (bytes > sizeLimits.most) return 'too-large';
  return bytes > sizeLimits.fine ? 'large' : 'fine';
}

function showTimes(ctx: Context, { delivery, letter }: Showing) {
  const now = ctx.clock.now();
  const zone = delivery.timeZone ?? letter.timeZone;
  const zones = [...new Set([zone, letter.timeZone, 'Asia/Seoul', 'Europe/Kyiv'])];
  return {
    zone: timeZoneName(zone),
    now: zones.map((one) => `${momentsIn(one).at(now).text} ${timeZoneName(one)}`),
  };
}
