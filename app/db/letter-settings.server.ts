import { sql, type Updateable } from 'kysely';
import type { Transaction } from './client.server';
import type { Letters } from './schema';

/** A letter's settings, locked until the transaction ends; undefined for an unknown one. */
export function lockLetterSettings(trx: Transaction, slug: string) {
  return trx
    .selectFrom('letters')
    .select(['id', 'names_hidden_at', 'list_indexed', 'discreet_subject'])
    .where('slug', '=', slug)
    .forUpdate()
    .executeTakeFirst();
}

/** Hides every name from the public, by the database's clock, or shows them again. */
export async function setNamesHidden(
  trx: Transaction,
  letterId: string,
  hidden: boolean,
): Promise<void> {
  await trx
    .updateTable('letters')
    .set({ names_hidden_at: hidden ? sql`now()` : null })
    .where('id', '=', letterId)
    .execute();
}

/** Stores what else organisers may choose for a letter; `updated_at` tells of its texts and state only. */
export async function updateLetterSettings(
  trx: Transaction,
  letterId: string,
  settings: { listIndexed: boolean; discreetSubject: boolean },
): Promise<void> {
  await trx
    .updateTable('letters')
    .set({ list_indexed: settings.listIndexed, discreet_subject: settings.discreetSubject })
    .where('id', '=', letterId)
    .execute();
}

/** What is general about a letter, locked until the transaction ends; undefined for an unknown one. */
export function lockGeneral(trx: Transaction, slug: string) {
  return trx
    .selectFrom('letters')
    .select([
      'id',
      'state',
      'master_locale',
      'locales',
      'goal',
      'time_zone',
      'working_title',
      'controller',
      'privacy_contact',
    ])
    .where('slug', '=', slug)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

/** Stores what is general about a letter. */
export async function updateGeneral(
  trx: Transaction,
  letterId: string,
  general: Pick<
    Updateable<Letters>,
    'locales' | 'goal' | 'time_zone' | 'working_title' | 'controller' | 'privacy_contact'
  >,
): Promise<void> {
  await trx
    .updateTable('letters')
    .set({ ...general, updated_at: sql`now()` })
    .where('id', '=', letterId)
    .execute();
}
