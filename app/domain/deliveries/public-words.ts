import type { Locale } from '~/i18n/locale';
import { translator } from '~/i18n/translator';
import type { Channel } from '../letters/letter-view';
import type { DeliveryState } from './delivery';

/**
 * What may be said in public of a delivery in a state, by the channel it went; null for states of
 * which nothing is to be said. A mail server that took a mail has delivered nothing to anybody.
 */
export function publicWords(
  said: { state: DeliveryState; channel: Channel; addressee: string },
  locale: Locale,
): string | null {
  const t = translator(locale);
  const { state, channel, addressee } = said;
  switch (state) {
    case 'accepted':
      return t(`ledger.accepted.${channel}`, { addressee });
    case 'acknowledged':
    case 'answered':
      return t(`ledger.${state}`, { addressee });
    case 'bounced':
      return t(channel === 'email' ? 'ledger.bounced.email' : 'ledger.bounced.other', {
        addressee,
      });
    default:
      return null;
  }
}
