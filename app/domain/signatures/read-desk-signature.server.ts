import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { listMailsOfSignature } from '~/db/signature-history.server';
import { inTable, listTableRows } from '~/db/signature-table.server';
import { findSignature } from '~/db/signatures.server';
import type { Result } from '~/primitives/result';
import { isUuid } from '~/primitives/uuid';
import {
  type CopyOfSignature,
  listCopiesOfSignature,
} from '../deliveries/list-copies-of-signature.server';
import { findNewsFrom } from '../endorsements/find-share-link.server';
import type { MessageKind } from '../messages/message';
import { type HistoryEvent, readSignatureHistory } from './read-signature-history.server';
import { type DeskSignature, viewTableRow } from './view-table-row.server';

export type DeskMail = {
  id: string;
  kind: MessageKind;
  state: 'queued' | 'leased' | 'sent' | 'failed' | 'dead' | 'unknown';
  attempts: number;
  /** As the mail server put it, with addresses masked. */
  serverAnswer: string | null;
  /** ISO 8601 in UTC. */
  queuedAt: string;
  finishedAt: string | null;
};

export type DeskSignatureDetail = DeskSignature & {
  /** Times are ISO 8601 in UTC. */
  confirmedAt: string | null;
  withdrawnAt: string | null;
  contactErasedAt: string | null;
  updates: boolean;
  /** English name of the organisation whose news the person asked for. */
  newsFrom: string | null;
  /** Number of the signature that it repeats. */
  originalNumber: number | null;
  history: HistoryEvent[];
  mails: DeskMail[];
  copies: CopyOfSignature[];
};

/**
 * One signature with what happened to it, the mails about it and the copies of the letter that hold
 * it. Address and comment stay sealed, and so do the words of people who are not public: they are
 * masked here and shown by `showSignatory` only.
 */
export async function readDeskSignature(
  ctx: Context,
  input: { slug: string; id: string },
): Promise<Result<{ signature: DeskSignatureDetail }, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  const row = letter && isUuid(input.id) ? await findSignature(ctx.db, input.id) : undefined;
  if (!letter || row?.letter_id !== letter.id) return { ok: false, reason: 'not-found' };
  const [[tableRow], history, mails, copies, news] = await Promise.all([
    inTable(ctx.db, (trx) => listTableRows(trx, letter.id, [row.number])),
    readSignatureHistory(ctx, row),
    listMailsOfSignature(ctx.db, row.id),
    listCopiesOfSignature(ctx, row),
    findNewsFrom(ctx, row.news_from),
  ]);
  if (!tableRow) return { ok: false, reason: 'not-found' };
  const original = tableRow.duplicate_of
    ? await findSignature(ctx.db, tableRow.duplicate_of)
    : undefined;
  return {
    ok: true,
    signature: {
      ...viewTableRow(ctx, tableRow),
      confirmedAt: row.confirmed_at?.toISOString() ?? null,
      withdrawnAt: row.withdrawn_at?.toISOString() ?? null,
      contactErasedAt: row.contact_erased_at?.toISOString() ?? null,
      updates: row.updates,
      newsFrom: news?.organisation.organisationEn ?? null,
      originalNumber: original?.number ?? null,
      history,
      copies,
      mails: mails.map((mail) => ({
        id: mail.id,
        kind: mail.kind as MessageKind,
        state: mail.state as DeskMail['state'],
        attempts: mail.attempts,
        serverAnswer: mail.server_answer,
        queuedAt: mail.created_at.toISOString(),
        finishedAt: mail.finished_at?.toISOString() ?? null,
      })),
    },
  };
}
