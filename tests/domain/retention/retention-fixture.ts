import { createHash, randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Context } from '~/context.server';
import { insertDelivery, insertDeliveryEvent } from '~/db/deliveries.server';
import { insertEndorsement } from '~/db/endorsements.server';
import { insertSignatures } from '~/db/signatures.server';
import type { EndorsementState } from '~/domain/endorsements/endorsement';
import {
  endorsementEmailIndex,
  sealRepresentative,
} from '~/domain/endorsements/sealed-representative.server';
import { issueManageToken } from '~/domain/signatures/issue-manage-token.server';
import {
  publicColumns,
  sealSignatory,
  signatureEmailIndex,
} from '~/domain/signatures/sealed-signatory.server';
import type { SignatureState, SignatureVisibility } from '~/domain/signatures/signature';
import { days } from '~/primitives/duration';

export function daysAgo(count: number): Date {
  return new Date(Date.now() - days(count));
}

async function versionOf(ctx: Context, letterId: string): Promise<string> {
  const { id } = await ctx.db
    .selectFrom('letter_versions')
    .select('id')
    .where('letter_id', '=', letterId)
    .executeTakeFirstOrThrow();
  return id;
}

/** A signature that was confirmed (and withdrawn) so many days ago, with the owner's link. */
export async function addPerson(
  ctx: Context,
  letterId: string,
  person: {
    email: string;
    name?: string;
    state?: SignatureState;
    visibility?: SignatureVisibility;
    updates?: boolean;
    signed?: number;
    confirmed?: number;
    withdrawn?: number;
  },
): Promise<{ id: string; token: string }> {
  const { email, name = 'Kim', state = 'confirmed', visibility = 'public' } = person;
  const id = randomUUID();
  const words = { email, name, title: 'Dr', affiliation: 'A school', comment: 'Please' };
  const confirmedAt = person.confirmed === undefined ? null : daysAgo(person.confirmed);
  const token = await ctx.db.transaction().execute(async (trx) => {
    await insertSignatures(trx, [
      {
        id,
        letter_id: letterId,
        letter_version_id: await versionOf(ctx, letterId),
        state,
        visibility,
        locale: 'en',
        country: 'KR',
        updates: person.updates ?? false,
        email_index: signatureEmailIndex(ctx, letterId, email),
        sealed: sealSignatory(ctx, id, words),
        signed_at: daysAgo(person.signed ?? (person.confirmed ?? 0) + 1),
        confirmed_at: confirmedAt,
        withdrawn_at: person.withdrawn === undefined ? null : daysAgo(person.withdrawn),
        ...publicColumns(state, visibility, words),
      },
    ]);
    return issueManageToken(trx, id);
  });
  return { id, token };
}

export async function addOrganisation(
  ctx: Context,
  letterId: string,
  organisation: {
    state: EndorsementState;
    shown?: boolean;
    created?: number;
    decided?: number;
  },
): Promise<string> {
  const { state, shown = false } = organisation;
  const id = randomUUID();
  const email = `${id}@organisation.example`;
  const person = { email, representative: 'Park', role: 'Chair' };
  return ctx.db.transaction().execute(async (trx) =>
    insertEndorsement(trx, {
      id,
      letter_id: letterId,
      state,
      organisation: 'A society',
      organisation_en: 'A society',
      country: 'KR',
      website: 'https://organisation.example',
      locale: 'en',
      show_representative: shown,
      email_index: endorsementEmailIndex(ctx, letterId, email),
      sealed: sealRepresentative(ctx, id, person),
      public_representative: state === 'approved' && shown ? 'Park' : null,
      created_at: daysAgo(organisation.created ?? 200),
      decided_at: organisation.decided === undefined ? null : daysAgo(organisation.decided),
    }),
  );
}

/** A delivery frozen so many days ago and acknowledged by its addressee so many days ago. */
export async function addAcknowledgedDelivery(
  ctx: Context,
  letterId: string,
  delivery: { frozen: number; acknowledged: number },
): Promise<void> {
  const target = await ctx.db
    .selectFrom('delivery_targets')
    .select('id')
    .where('letter_id', '=', letterId)
    .where('channel', '=', 'email')
    .executeTakeFirstOrThrow();
  const hash = 'a'.repeat(64);
  const versionId = await versionOf(ctx, letterId);
  await ctx.db.transaction().execute(async (trx) => {
    const id = randomUUID();
    const nobody = { signatureIds: [], endorsementIds: [] };
    const deliveryId = await insertDelivery(trx, {
      id,
      letter_id: letterId,
      letter_version_id: versionId,
      target_id: target.id,
      state: 'acknowledged',
      message_id: '<delivery@letters.example>',
      subject: 'A letter',
      snapshot_hash: hash,
      pdf_hash: hash,
      message_hash: hash,
      signature_count: 1,
      named_count: 1,
      endorsement_count: 0,
      sealed_snapshot: ctx.keyring.seal(nobody, `delivery:${id}:snapshot`),
      sealed_pdf: Buffer.alloc(1),
      sealed_message: Buffer.alloc(1),
      prepared_by: 'operator',
      frozen_at: daysAgo(delivery.frozen),
    });
    const event = { deliveryId, state: 'acknowledged', channel: 'email', evidence: null };
    await insertDeliveryEvent(trx, { ...event, at: daysAgo(delivery.acknowledged) });
  });
}

/** SHA-256 over every row of every table, to see whether anything at all has changed. */
export async function digestDatabase(connectionString: string): Promise<string> {
  const client = new Client({ connectionString });
  await client.connect();
  const hash = createHash('sha256');
  const tables = await client.query(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1",
  );
  for (const { name } of tables.rows) {
    const { rows } = await client.query(`select t::text as line from ${name} t order by 1`);
    hash.update(`${name}\n${rows.map((row) => row.line).join('\n')}\n`);
  }
  await client.end();
  return hash.digest('hex');
}
