import type { SignatureVisibility } from '~/domain/signatures/signature';
import type { Locale } from '~/i18n/locale';

type AboutLetter = { slug: string; masterLocale: Locale; locale: Locale; letterTitle: string };
type ToSignatory = AboutLetter & { manageToken: string };
type ToOrganisation = AboutLetter & { organisation: string; manageToken: string };

/**
 * Every mail the platform writes to a person, with what its template needs. Tokens travel here
 * (sealed in the database until the mail has left) and become links only when it is rendered.
 */
export type MessageProps = {
  'confirm-signature': ToSignatory & {
    name: string;
    visibility: SignatureVisibility;
    confirmToken: string;
    code: string;
    validHours: number;
  };
  'already-signed': ToSignatory;
  'confirm-endorsement': ToOrganisation & {
    representative: string;
    confirmToken: string;
    validHours: number;
  };
  'endorsement-approved': ToOrganisation;
  'endorsement-declined': ToOrganisation & { reason: string };
  'organiser-sign-in': { locale: Locale; signInToken: string; validMinutes: number };
};

export type MessageKind = keyof MessageProps;

export const messageKinds = [
  'confirm-signature',
  'already-signed',
  'confirm-endorsement',
  'endorsement-approved',
  'endorsement-declined',
  'organiser-sign-in',
] as const satisfies readonly MessageKind[];

/** What is sealed in the outbox for a mail to a person. */
export type PersonalMessage = {
  [Kind in MessageKind]: { kind: Kind; to: string; props: MessageProps[Kind] };
}[MessageKind];
