import type { EvidenceKind } from '~/domain/deliveries/ledger';
import type { ReplyKind, ReplySource } from '~/domain/replies/reply';
import type { RoomThing } from '~/domain/rooms/room';

export const evidenceLabels: Record<EvidenceKind, string> = {
  'server-answer': 'the mail server’s answer',
  'message-id': 'a Message-ID',
  photo: 'a photo',
  receipt: 'a receipt',
  reply: 'a reply',
  bounce: 'a delivery report',
  room: 'in the room',
  witness: 'somebody’s word',
};

export const replyKindLabels: Record<ReplyKind, string> = {
  acknowledged: 'receipt confirmed',
  substantive: 'an answer to what is asked',
  refused: 'refused',
  redirected: 'referred to another office',
  none: 'no answer',
};

export const replyKindHints: Record<ReplyKind, string> = {
  acknowledged: 'They have it. The clock goes on.',
  substantive: 'They say something to what the letter asks. The clock stops.',
  refused: 'They say no. The clock stops.',
  redirected: 'They name another office. The clock goes on.',
  none: 'Answers on holiday, advertising, mistakes. Nothing is put on record.',
};

export const replySourceLabels: Record<ReplySource, string> = {
  eml: 'uploaded mail',
  imap: 'mail to the address for replies',
  typed: 'entered by hand',
  room: 'written in the room',
};

export const roomThingLabels: Record<RoomThing, string> = {
  entered: 'opened with the PIN',
  letter: 'the letter was shown',
  pdf: 'the PDF was fetched',
  annex: 'the annex was fetched',
};
