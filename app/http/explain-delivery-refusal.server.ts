import type { Refusal } from '~/components/desk/refusal-notice';
import type { prepareDelivery } from '~/domain/deliveries/prepare-delivery.server';
import type { resendDelivery } from '~/domain/deliveries/resend-delivery.server';
import type { sendDelivery } from '~/domain/deliveries/send-delivery.server';
import { notFound } from './not-found.server';

type ReasonOf<Verb extends (...input: never[]) => Promise<{ ok: boolean }>> = Extract<
  Awaited<ReturnType<Verb>>,
  { ok: false; reason: string }
>['reason'];
type Explained = { status: 409 | 422; refusal: Refusal };

/** Why nothing was prepared. Throws a Response 404 for an unknown letter. */
export function explainPrepareRefusal(reason: ReasonOf<typeof prepareDelivery>): Explained {
  switch (reason) {
    case 'not-found':
      return notFound();
    case 'draft':
      return {
        status: 409,
        refusal: {
          title: 'Nothing was prepared',
          text: 'The letter is a draft. Publish it first; then a copy can be frozen and sent.',
        },
      };
    case 'unknown-target':
      return {
        status: 422,
        refusal: {
          title: 'Nothing was prepared',
          text: 'Choose who the letter goes to',
          fieldId: 'target',
        },
      };
    case 'no-letter-yet':
      return {
        status: 409,
        refusal: {
          title: 'There is no letter yet to which something could be added',
          text: 'Nothing was prepared. An addendum follows a letter of this version that the addressee has received. Prepare the letter instead.',
        },
      };
    case 'nothing-changed':
      return {
        status: 409,
        refusal: {
          title: 'Nothing has changed since the last copy',
          text: 'Nothing was prepared. The addressee has every name and every organisation that stands under the letter now.',
        },
      };
    case 'too-large':
      return {
        status: 409,
        refusal: {
          title: 'The letter is too large for a mail',
          text: 'Nothing was prepared, and nothing is lost. Even without the names the mail would be above 7 MB, which many servers refuse. Shorten the text or the list of organisations, or hand the letter over on paper.',
        },
      };
    case 'already-sent':
      return {
        status: 409,
        refusal: {
          title: 'This version has been sent to this addressee already',
          text: 'Nothing was prepared or sent again. Open the earlier delivery in the list of deliveries to see how far it came; if it failed, it can be sent again there. Once it was received, what has changed since then goes as an addendum.',
        },
      };
    default:
      throw new Error(reason satisfies never);
  }
}

/** Why nothing was sent. Throws a Response 404 for an unknown delivery. */
export function explainSendRefusal(
  reason: ReasonOf<typeof sendDelivery> | ReasonOf<typeof resendDelivery>,
): Explained {
  switch (reason) {
    case 'not-found':
      return notFound();
    case 'confirm-mismatch':
      return {
        status: 422,
        refusal: {
          title: 'Nothing was sent',
          text: 'The name you typed is not the name of the addressee. Type it as it stands above the field',
          fieldId: 'confirm',
        },
      };
    case 'already-sent':
      return {
        status: 409,
        refusal: {
          title: 'This version is on its way to this addressee already',
          text: 'Nothing was sent a second time. The earlier delivery stands in the list of deliveries.',
        },
      };
    case 'not-prepared':
      return {
        status: 409,
        refusal: {
          title: 'This delivery has been sent or withdrawn already',
          text: 'Nothing was sent a second time. The record below shows what happened.',
        },
      };
    case 'being-frozen':
      return {
        status: 409,
        refusal: {
          title: 'Nothing was sent: the dossier is being frozen anew',
          text: 'It is as it was until that is done. Look at it as it is then, test it, and send it.',
        },
      };
    case 'snapshot-stale':
      return {
        status: 409,
        refusal: {
          title: 'Somebody named in this delivery has withdrawn since it was prepared',
          text: 'Nothing was sent, and this copy stays as it is. Prepare a new delivery: it leaves the withdrawn names out.',
        },
      };
    case 'text-changed':
      return {
        status: 409,
        refusal: {
          title: 'The text of the letter is another one since this delivery was prepared',
          text: 'Nothing was sent, and this copy stays as it is. Prepare a new delivery: it has the public text.',
        },
      };
    case 'target-changed':
      return {
        status: 409,
        refusal: {
          title: 'Addressee, mailbox or copies were changed since this delivery was prepared',
          text: 'Nothing was sent, and this copy stays as it is. Prepare a new delivery: it goes where you want it now.',
        },
      };
    case 'not-email':
      return {
        status: 409,
        refusal: {
          title: 'This copy does not go by email',
          text: 'Nothing was sent. Print the PDF, and note in the record when it was handed over.',
        },
      };
    case 'not-tested':
      return {
        status: 409,
        refusal: {
          title: 'Nothing was sent: no trial of these very bytes has gone out',
          text: 'The dossier is as it was. Send a trial to yourself, look at it, and then send the letter.',
        },
      };
    case 'checks-failed':
      return {
        status: 409,
        refusal: {
          title: 'Nothing was sent: a check of this dossier has failed',
          text: 'The dossier is as it was. The checks below say what is wrong and what to do about it.',
        },
      };
    case 'not-approved':
      return {
        status: 409,
        refusal: {
          title: 'Nothing was sent: a second person has not approved this dossier',
          text: 'The dossier is as it was. Ask another organiser who may send to approve it on this page. Any change since an approval makes it void.',
        },
      };
    case 'two-people':
      return {
        status: 409,
        refusal: {
          title: 'Nothing was sent: two people must take part',
          text: 'The dossier is as it was. Of preparing, approving and sending, you would have done everything. Ask another organiser to send it.',
        },
      };
    case 'past':
      return {
        status: 422,
        refusal: {
          title: 'Nothing was sent',
          text: 'That time is over. Choose a later one, or send it now',
          fieldId: 'at',
        },
      };
    case 'not-resendable':
      return {
        status: 409,
        refusal: {
          title: 'This delivery is not waiting to be sent again',
          text: 'Nothing was sent. The record below shows its state now.',
        },
      };
    default:
      throw new Error(reason satisfies never);
  }
}
