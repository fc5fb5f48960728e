import type { MessageKind, MessageProps, PersonalMessage } from '~/domain/messages/message';
import { renderAlreadySigned } from './already-signed';
import { renderAuthorityCheck } from './authority-check';
import { renderCarryOver } from './carry-over';
import { renderConfirmAgain } from './confirm-again';
import { renderConfirmEndorsement } from './confirm-endorsement';
import { renderConfirmMailbox } from './confirm-mailbox';
import { renderConfirmReminder } from './confirm-reminder';
import { renderConfirmSignature } from './confirm-signature';
import { renderDeliveryAlert } from './delivery-alert';
import { renderEndorsementApproved } from './endorsement-approved';
import { renderEndorsementAsked } from './endorsement-asked';
import { renderEndorsementChangesAccepted } from './endorsement-changes-accepted';
import { renderEndorsementChangesDeclined } from './endorsement-changes-declined';
import { renderEndorsementDeclined } from './endorsement-declined';
import { renderFullExport } from './full-export';
import { renderInviteEndorsement } from './invite-endorsement';
import { renderMailboxAccepted } from './mailbox-accepted';
import { renderMailboxChangeAsked } from './mailbox-change-asked';
import { renderMailboxChanged } from './mailbox-changed';
import { renderMailboxDeclined } from './mailbox-declined';
import { renderNewsList } from './news-list';
import { renderOrganiserSignIn } from './organiser-sign-in';
import type { MailSite, RenderedMail } from './rendered-mail';
import { renderReplyDue } from './reply-due';
import { renderReportDecided } from './report-decided';
import { renderReportDue } from './report-due';
import { renderSignInChanged } from './sign-in-changed';
import { renderTeamInvitation } from './team-invitation';
import { renderUpdate, renderUpdateTest } from './update';

type Template<Kind extends MessageKind> = (
  props: MessageProps[Kind],
  site: MailSite,
) => Promise<RenderedMail>;

const templates: { [Kind in MessageKind]: Template<Kind> } = {
  'confirm-signature': renderConfirmSignature,
  'confirm-reminder': renderConfirmReminder,
  'already-signed': renderAlreadySigned,
  'carry-over': renderCarryOver,
  update: renderUpdate,
  'update-test': renderUpdateTest,
  'confirm-endorsement': renderConfirmEndorsement,
  'invite-endorsement': renderInviteEndorsement,
  'endorsement-approved': renderEndorsementApproved,
  'endorsement-declined': renderEndorsementDeclined,
  'endorsement-asked': renderEndorsementAsked,
  'endorsement-changes-accepted': renderEndorsementChangesAccepted,
  'endorsement-changes-declined': renderEndorsementChangesDeclined,
  'confirm-mailbox': renderConfirmMailbox,
  'mailbox-change-asked': renderMailboxChangeAsked,
  'mailbox-changed': renderMailboxChanged,
  'mailbox-accepted': renderMailboxAccepted,
  'mailbox-declined': renderMailboxDeclined,
  'authority-check': renderAuthorityCheck,
  'news-list': renderNewsList,
  'report-decided': renderReportDecided,
  'reply-due': renderReplyDue,
  'report-due': renderReportDue,
  'delivery-alert': renderDeliveryAlert,
  'full-export': renderFullExport,
  'confirm-again': renderConfirmAgain,
  'team-invitation': renderTeamInvitation,
  'organiser-sign-in': renderOrganiserSignIn,
  'sign-in-changed': renderSignInChanged,
};

/** Subject, text and HTML of a mail to a person; throws on a kind without a template. */
export function renderMessage(message: PersonalMessage, site: MailSite): Promise<RenderedMail> {
  // The table pairs each kind with its own props, which TypeScript cannot follow over an index.
  const template = templates[message.kind] as Template<typeof message.kind> | undefined;
  if (!template) throw new Error('a message of an unknown kind');
  return template(message.props as never, site);
}
