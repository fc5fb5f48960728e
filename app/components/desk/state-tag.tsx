type Tone = 'ok' | 'warn' | 'err' | 'plain';

const toneOf: Record<string, Tone> = {
  open: 'ok',
  completed: 'ok',
  'in-progress': 'warn',
  'out-of-date': 'warn',
  confirmed: 'ok',
  verified: 'ok',
  approved: 'ok',
  accepted: 'ok',
  acknowledged: 'ok',
  answered: 'ok',
  draft: 'warn',
  pending: 'warn',
  waiting: 'warn',
  unconfirmed: 'warn',
  held: 'warn',
  entered: 'warn',
  running: 'warn',
  undoing: 'warn',
  deferred: 'warn',
  prepared: 'warn',
  failed: 'err',
  bounced: 'err',
  unknown: 'err',
  invalidated: 'err',
  declined: 'err',
};

/** A state as a word in a box; the colour only underlines it. */
export function StateTag({ state, label = state }: { state: string; label?: string }) {
  return <span className={`desk-tag desk-tag-${toneOf[state] ?? 'plain'}`}>{label}</span>;
}
