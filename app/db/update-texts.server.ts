import type { Database, Transaction } from './client.server';

/** The texts of an update in every language that somebody has written in. */
export function listUpdateTexts(db: Database, updateIds: readonly string[]) {
  return db
    .selectFrom('update_texts')
    .select(['update_id', 'locale', 'subject', 'body', 'revision', 'master_revision'])
    .where('update_id', 'in', updateIds)
    .execute();
}

/**
 * Stores a text as the next revision of its language, made from that revision of the master text;
 * the caller holds the lock of the update.
 */
export async function saveUpdateText(
  trx: Transaction,
  text: {
    updateId: string;
    locale: string;
    subject: string;
    body: string;
    masterRevision: number | null;
  },
): Promise<void> {
  const { updateId, locale, subject, body, masterRevision } = text;
  await trx
    .insertInto('update_texts')
    .values({ update_id: updateId, locale, subject, body, master_revision: masterRevision })
    .onConflict((conflict) =>
      conflict.columns(['update_id', 'locale']).doUpdateSet((eb) => ({
        subject,
        body,
        master_revision: masterRevision,
        revision: eb('update_texts.revision', '+', 1),
      })),
    )
    .execute();
}

/** In which languages a letter is offered, and which is its master. */
export function findOfferedLocales(db: Database, letterId: string) {
  return db
    .selectFrom('letters')
    .select(['locales', 'master_locale'])
    .where('id', '=', letterId)
    .executeTakeFirstOrThrow();
}
