import { type SignatureVisibility, signatureVisibilities } from '~/domain/signatures/signature';
import type { MessageKey, Translate } from '~/i18n/translator';
import type { RadioChoice } from './radio-set';

const labels: Record<SignatureVisibility, MessageKey> = {
  public: 'visibility.public',
  letter: 'visibility.letter',
  counted: 'visibility.counted',
};

export function visibilityChoices(t: Translate): RadioChoice[] {
  return signatureVisibilities.map((value) => ({ value, label: t(labels[value]) }));
}
