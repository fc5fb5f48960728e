import { writeSize } from '~/components/desk/figures';
import type { momentsIn } from '~/components/desk/moments';
import type { DeliveryView } from '~/domain/deliveries/delivery-view';

/** A delivery in the words of the desk; without its text for who may not read the names in it. */
export function showDelivery(
  delivery: DeliveryView,
  moments: ReturnType<typeof momentsIn>,
  mayRead: boolean,
) {
  return {
    ...delivery,
    text: mayRead ? delivery.text : null,
    pdfSize: writeSize(delivery.pdfBytes),
    messageSize: delivery.messageBytes > 0 ? writeSize(delivery.messageBytes) : null,
    frozenAt: moments.at(delivery.frozenAt),
    leavesAt: moments.atOrNull(delivery.leavesAt),
    testedAt: moments.atOrNull(delivery.testedAt),
    approved: delivery.approved && {
      by: delivery.approved.by,
      at: moments.at(delivery.approved.at),
    },
    recipients: delivery.recipients.map((one) => ({
      ...one,
      endedAt: moments.atOrNull(one.endedAt),
    })),
    events: delivery.events.map((event) => ({ ...event, at: moments.at(event.at) })),
  };
}
