import type { DeliveryView } from '~/domain/deliveries/delivery-view';

/** The steps of a dossier, in their order; those of a mail only where one is sent. */
const steps = [
  { name: 'to', label: 'To whom', mail: false },
  { name: 'annex', label: 'Cut-off and annex', mail: false },
  { name: 'cover', label: 'Words before the letter', mail: true },
  { name: 'preview', label: 'Preview', mail: false },
  { name: 'checks', label: 'Checks', mail: false },
  { name: 'test', label: 'Trial', mail: true },
  { name: 'approve', label: 'Second person', mail: true },
  { name: 'send', label: 'Send', mail: true },
] as const;
export type DossierStep = (typeof steps)[number]['name'];

export type ShownStep = { name: DossierStep; label: string; note: string | null };

type Situation = Pick<
  DeliveryView,
  'channel' | 'testedAt' | 'approved' | 'secondPerson' | 'changedSince' | 'withdrawnSince'
>;

/** The steps of this dossier, each with what is on record about it. */
export function listSteps(delivery: Situation): ShownStep[] {
  const shown = steps.filter(({ mail }) => !mail || delivery.channel === 'email');
  return shown.map(({ name, label }) => ({ name, label, note: noteOf(name, delivery) }));
}

function noteOf(step: DossierStep, delivery: Situation): string | null {
  const { testedAt, approved, secondPerson, changedSince, withdrawnSince } = delivery;
  if (step === 'annex') return changedSince || withdrawnSince > 0 ? 'freeze anew' : 'frozen';
  if (step === 'test') return testedAt ? 'done' : 'not yet';
  if (step !== 'approve') return null;
  if (approved) return 'approved';
  return secondPerson === 'needed' ? 'not yet' : 'not needed';
}

/** The step that an address asks for; the first one without. */
export function readStep(asked: string | null, shown: ShownStep[]): DossierStep {
  return shown.find(({ name }) => name === asked)?.name ?? 'to';
}
