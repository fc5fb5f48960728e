import type { VersionKind } from '~/domain/versions/letter-version';
import type { AskingState } from '~/domain/versions/list-desk-versions.server';

export const versionKindLabels: Record<VersionKind, string> = {
  first: 'First version',
  correction: 'Correction',
  change: 'Change of meaning',
};

/** What a correction and a change are, for whoever has to choose. */
export const laterKinds = [
  {
    value: 'correction',
    label: 'A correction',
    hint: 'A typing error, a broken link, a wrong date of a source: nobody who signed would mind. Every signature goes on to count, and the public sees what was corrected.',
  },
  {
    value: 'change',
    label: 'A change of meaning',
    hint: 'The letter asks for something else, more or less, or says something new. Signatures stay with the text they were given to. Everybody who signed is asked once by mail; both numbers are shown. If in doubt, choose this.',
  },
] as const;

export const askingStateLabels: Record<AskingState, string> = {
  running: 'People are being asked',
  done: 'Everybody was asked',
  superseded: 'Stopped: a newer version is asked about instead',
  closed: 'Stopped: the letter takes no signatures any more',
};
