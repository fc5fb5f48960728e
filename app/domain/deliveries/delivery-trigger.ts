export const triggerKinds = ['closing', 'signatures'] as const;
export type TriggerKind = (typeof triggerKinds)[number];

export const mostSignatures = 10_000_000;

/** What a trigger did: `standing` while what was approved beforehand is not queued yet. */
export type TriggerOutcome = 'prepared' | 'standing' | 'queued' | 'refused';

export type TriggerView = {
  id: string;
  target: string;
  addressee: string;
  kind: TriggerKind;
  /** Of signatures; 0 at closing time. */
  threshold: number;
  /** Who approved beforehand that it leaves by itself, as long as text and addressee stay so. */
  standing: { by: string; at: string; valid: boolean } | null;
  /** What an approval would be given to now. */
  standingHash: string | null;
  firedAt: string | null;
  outcome: TriggerOutcome | null;
  reason: string | null;
  deliveryId: string | null;
  /** Whoever planned it, to find a second person. */
  createdBy: string;
};
