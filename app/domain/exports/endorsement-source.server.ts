import type { Context } from '~/context.server';
import type { LetterRow } from '~/db/letters.server';
import { findOrganiser } from '~/db/organisers.server';
import { maskEmailAddress } from '~/primitives/email-address';
import { maskName } from '~/primitives/mask-name';
import { writeZonedTime } from '~/primitives/zoned-time';
import { type EndorsementView, listEndorsements } from '../endorsements/list-endorsements.server';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import type { Cell, ExportSource, SignaturePreset, SourceInput } from './export';
import { counted, takeSample } from './sample-rows';

const fullColumns = [
  'organisation',
  'organisation_en',
  'country',
  'website',
  'representative',
  'role',
  'email',
  'state',
  'authority_basis',
  'approved_by',
  'approved_at',
] as const;
type Column = (typeof fullColumns)[number];

/** What is masked in a sample; of the public list nothing has to be. */
const masks = { representative: maskName, email: maskEmailAddress, approved_by: maskEmailAddress };

/**
 * The endorsements of a letter as pieces of a file. `public` holds approved organisations without
 * addresses, and a representative only by consent; `full` everything.
 */
export async function openEndorsements(
  ctx: Context,
  letter: LetterRow,
  { preset, format, timeZone }: SourceInput,
): Promise<ExportSource> {
  const state = preset === 'full' ? undefined : ('approved' as const);
  const listed = await listEndorsements(ctx, { slug: letter.slug, state });
  if (!listed.ok) throw new Error(listed.reason);
  const columns = fullColumns.filter((column) => preset === 'full' || column !== 'email');
  const progress = { rows: 0 };
  const given = { columns, preset, timeZone };
  return {
    rowCount: listed.endorsements.length,
    countedOnly: null,
    pieces: ctx.press.table(format, {
      title: 'Endorsements',
      columns,
      timeZone,
      rows: counted(readRows(ctx, listed.endorsements, given), progress),
      apart: [],
    }),
    progress,
    sample: () =>
      takeSample(
        columns,
        readRows(ctx, listed.endorsements, given),
        preset === 'full' ? masks : {},
      ),
    close() {},
  };
}

async function* readRows(
  ctx: Context,
  endorsements: EndorsementView[],
  given: { columns: readonly Column[]; preset: SignaturePreset; timeZone: string },
): AsyncGenerator<Cell[][]> {
  const { columns, preset, timeZone } = given;
  for (const endorsement of endorsements) {
    const named = preset === 'full' || endorsement.showRepresentative;
    const approved = endorsement.state === 'approved';
    const cells: Record<Column, Cell> = {
      organisation: endorsement.organisation,
      organisation_en: endorsement.organisationEn,
      country: endorsement.country,
      website: endorsement.website,
      representative: named ? endorsement.representative : null,
      role: named ? endorsement.role : null,
      email: endorsement.email,
      state: endorsement.state,
      authority_basis: endorsement.authorityBasis,
      approved_by: approved ? await approver(ctx, endorsement.decidedBy, preset) : null,
      approved_at:
        approved && endorsement.decidedAt
          ? { time: writeZonedTime(new Date(endorsement.decidedAt), timeZone) }
          : null,
    };
    yield [columns.map((column) => cells[column])];
  }
}

/** Full records name the organiser; the public file says only that one decided. */
async function approver(
  ctx: Context,
  organiserId: string | null,
  preset: SignaturePreset,
): Promise<string> {
  if (!organiserId) return 'operator';
  if (preset !== 'full') return 'organiser';
  const organiser = await findOrganiser(ctx.db, organiserId);
  return organiser ? unsealOrganiser(ctx, organiser).email : 'a former organiser';
}
