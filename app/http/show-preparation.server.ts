import { momentsIn } from '~/components/desk/moments';
import type { PreparationView } from '~/domain/deliveries/preparation';
import { explainPrepareRefusal } from './explain-delivery-refusal.server';
import { explainDossierRefusal } from './explain-dossier-refusal.server';

/** What the desk shows of a delivery that the worker is to freeze; `why` where nothing came of it. */
export function showPreparation(preparation: PreparationView, timeZone: string) {
  return {
    ...preparation,
    busy: preparation.state !== 'refused',
    requestedAt: momentsIn(timeZone).at(preparation.requestedAt),
    why: explain(preparation),
  };
}

function explain({ reason, anew }: PreparationView): { title: string; text: string } | null {
  switch (reason) {
    case null:
      return null;
    case 'fault':
      return {
        title: 'It could not be frozen',
        text: 'It was tried three times. Nothing was sent, and nothing is lost. Ask for it once more; if it fails again, tell whoever runs the installation.',
      };
    case 'unknown-target':
      return {
        title: 'Nothing was frozen',
        text: 'The addressee was removed in the meantime. Nothing was sent. Prepare a delivery to another one.',
      };
    case 'not-open':
    case 'other-text':
      return explainDossierRefusal(reason).refusal;
    default:
      return (anew ? explainDossierRefusal(reason) : explainPrepareRefusal(reason)).refusal;
  }
}
