import type { Refusal } from '~/components/desk/refusal-notice';
import { fullExportsADay } from '~/domain/exports/admit-export.server';
import type { checkExport } from '~/domain/exports/check-export.server';
import { longestReason, shortestReason } from '~/domain/exports/why-not-export.server';

type Reason = NonNullable<Awaited<ReturnType<typeof checkExport>>>;

/** Why an export was not begun, and what to do; for something that is not offered null. */
export function explainExport(reason: Exclude<Reason, 'not-offered'>): {
  status: 409 | 422;
  refusal: Refusal;
} {
  const title = 'Nothing was exported';
  switch (reason) {
    case 'zone-unknown':
      return {
        status: 422,
        refusal: { title, text: 'There is no such time zone. Choose it again' },
      };
    case 'reason-too-short':
      return {
        status: 422,
        refusal: {
          title,
          text: `Write in at least ${shortestReason} characters what the full record is needed for`,
          fieldId: 'reason',
        },
      };
    case 'reason-too-long':
      return {
        status: 422,
        refusal: {
          title,
          text: `Shorten the reason to ${longestReason} characters`,
          fieldId: 'reason',
        },
      };
    case 'recipient-unknown':
      return {
        status: 422,
        refusal: {
          title,
          text: 'That is not a whole public key of age. It begins with age1; copy it again, or leave the field empty',
          fieldId: 'recipient',
        },
      };
    case 'too-many':
      return {
        status: 409,
        refusal: {
          title,
          text: `You have had ${fullExportsADay} full records within 24 hours, which is the most. What you typed is kept; take one of those again, ask another exporter, or come back later.`,
        },
      };
    default:
      throw new Error(reason satisfies never);
  }
}
