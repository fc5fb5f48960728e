import type { Context } from '~/context.server';
import type { Transaction } from '~/db/client.server';
import {
  deleteChanges,
  findChanges,
  putChangedWords,
  putChanges,
} from '~/db/endorsement-changes.server';
import {
  deleteLogo,
  type EndorsementRow,
  findLogoHash,
  type Logo,
  lockEndorsement,
  putLogo,
  updateEndorsementRow,
} from '~/db/endorsements.server';
import type { Result } from '~/primitives/result';
import { changed } from '../audit/audit-changes';
import { recordAudit } from '../audit/record-audit.server';
import { changedParts, toWords } from './asked-changes.server';
import { type EndorsementState, isStanding, type OrganisationWords } from './endorsement';
import { findMyEndorsementId } from './find-my-endorsement-id.server';
import { reencodeLogo } from './reencode-logo.server';

export type AskInput = {
  token: string;
  words: OrganisationWords;
  /** The uploaded file as it came; null when none was chosen. */
  logo: Buffer | null;
  removeLogo: boolean;
};

/** `before` is a picture that was asked for earlier and is still meant. */
type LogoWish = { kind: 'keep' | 'remove' | 'before' } | { kind: 'replace'; logo: Logo };

/**
 * Takes what an organisation wants changed in its names, statement and logo. While it is approved
 * that waits for an organiser, in place of what it asked before, and what is public stays; before
 * that it is changed at once. Asking for what is there already takes an earlier request back.
 */
export async function askForChanges(
  ctx: Context,
  input: AskInput,
): Promise<
  Result<
    { outcome: 'changed' | 'asked' | 'taken-back' },
    'unknown' | 'not-standing' | 'nothing-changed' | 'logo-unreadable' | 'logo-too-large'
  >
> {
  const id = await findMyEndorsementId(ctx.db, input.token);
  if (!id) return { ok: false, reason: 'unknown' };
  const logo = input.logo ? await reencodeLogo(input.logo) : null;
  if (logo && !logo.ok) return logo;
  return ctx.db.transaction().execute(async (trx) => {
    const row = await lockEndorsement(trx, id);
    if (!row) return { ok: false, reason: 'unknown' };
    if (!isStanding(row.state as EndorsementState)) return { ok: false, reason: 'not-standing' };
    const wish = await findWish(trx, row.id, logo, input.removeLogo);
    const parts = [
      ...changedParts(toWords(row), input.words),
      ...(wish.kind === 'keep' ? [] : ['logo']),
    ];
    if (parts.length === 0) {
      const tookBack = await deleteChanges(trx, row.id);
      return tookBack
        ? { ok: true, outcome: 'taken-back' }
        : { ok: false, reason: 'nothing-changed' };
    }
    const reviewed = row.state === 'approved';
    if (reviewed) await keepForReview(trx, row, input.words, wish);
    else await applyNow(trx, row, input.words, wish);
    await recordAudit(trx, {
      actor: { kind: 'system' },
      action: reviewed ? 'endorsement.changes-asked' : 'endorsement.changed',
      letterId: row.letter_id,
      object: { kind: 'endorsement', id: row.id },
      details: { parts: parts.join(' ') },
      changes: reviewed
        ? {}
        : changed(
            { organisation: row.organisation, organisationEn: row.organisation_en },
            { organisation: input.words.organisation, organisationEn: input.words.organisationEn },
          ),
    });
    return { ok: true, outcome: reviewed ? 'asked' : 'changed' };
  });
}

async function findWish(
  trx: Transaction,
  id: string,
  logo: Logo | null,
  remove: boolean,
): Promise<LogoWish> {
  const stored = await findLogoHash(trx, id);
  if (logo) return logo.hash === stored ? { kind: 'keep' } : { kind: 'replace', logo };
  if (remove) return { kind: stored ? 'remove' : 'keep' };
  const before = await findChanges(trx, id);
  return { kind: before?.logo === 'replace' ? 'before' : 'keep' };
}

async function applyNow(
  trx: Transaction,
  row: EndorsementRow,
  words: OrganisationWords,
  wish: LogoWish,
): Promise<void> {
  await updateEndorsementRow(trx, row.id, columnsOf(words));
  if (wish.kind === 'replace') await putLogo(trx, { endorsementId: row.id, ...imageOf(wish.logo) });
  if (wish.kind === 'remove') await deleteLogo(trx, row.id);
}

async function keepForReview(
  trx: Transaction,
  row: EndorsementRow,
  words: OrganisationWords,
  wish: LogoWish,
): Promise<void> {
  if (wish.kind === 'before') return putChangedWords(trx, row.id, columnsOf(words));
  const image = wish.kind === 'replace' ? imageOf(wish.logo) : null;
  await putChanges(trx, {
    endorsement_id: row.id,
    ...columnsOf(words),
    logo: wish.kind,
    logo_hash: image?.hash ?? null,
    logo_png: image?.png ?? null,
    logo_width: image?.width ?? null,
    logo_height: image?.height ?? null,
  });
}

function imageOf({ hash, png, width, height }: Logo): Logo {
  return { hash, png, width, height };
}

function columnsOf({ organisation, organisationEn, names, statement }: OrganisationWords) {
  return { organisation, organisation_en: organisationEn, names, statement };
}
