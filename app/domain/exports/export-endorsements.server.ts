import type { Context } from '~/context.server';
import { findLetterRow } from '~/db/letters.server';
import { findOrganiser } from '~/db/organisers.server';
import type { Result } from '~/primitives/result';
import { recordAudit } from '../audit/record-audit.server';
import { type EndorsementView, listEndorsements } from '../endorsements/list-endorsements.server';
import type { Actor } from '../organisers/organiser';
import { unsealOrganiser } from '../organisers/sealed-organiser.server';
import {
  type Cell,
  type EndorsementPreset,
  type ExportFile,
  type ExportFormat,
  exportContentTypes,
} from './export';
import { exportFileName } from './export-file-name';

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
  'name_ko',
  'name_uk',
  'coordinator',
  'statement',
] as const;
type Column = (typeof fullColumns)[number];

/** The statement is for the page, where the organisation can be seen to say it. */
const privateColumns: readonly Column[] = ['email', 'statement'];

/**
 * The endorsements of a letter as a file. `public` holds approved organisations without addresses,
 * and a representative only by consent; `full` everything. Audited before the first byte.
 */
export async function exportEndorsements(
  ctx: Context,
  input: { slug: string; preset: EndorsementPreset; format: ExportFormat; actor: Actor },
): Promise<Result<ExportFile, 'not-found'>> {
  const letter = await findLetterRow(ctx.db, { slug: input.slug });
  if (!letter) return { ok: false, reason: 'not-found' };
  const { preset, format, actor } = input;
  const state = preset === 'public' ? ('approved' as const) : undefined;
  const listed = await listEndorsements(ctx, { slug: input.slug, state });
  if (!listed.ok) return listed;
  const { endorsements } = listed;
  await recordAudit(ctx.db, {
    actor,
    action: 'endorsements.exported',
    letterId: letter.id,
    details: { preset, format, rows: endorsements.length },
  });
  const columns = fullColumns.filter(
    (column) => preset === 'full' || !privateColumns.includes(column),
  );
  return {
    ok: true,
    fileName: exportFileName(letter.slug, 'endorsements', preset, format, ctx.clock.now()),
    contentType: exportContentTypes[format],
    rowCount: endorsements.length,
    countedOnly: null,
    rows: ctx.press.table(format, {
      title: 'Endorsements',
      columns,
      rows: readRows(ctx, endorsements, columns, preset),
      apart: [],
    }),
  };
}

async function* readRows(
  ctx: Context,
  endorsements: EndorsementView[],
  columns: readonly Column[],
  preset: EndorsementPreset,
): AsyncGenerator<Cell[]> {
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
      approved_at: approved ? endorsement.decidedAt : null,
      name_ko: endorsement.names.ko ?? null,
      name_uk: endorsement.names.uk ?? null,
      coordinator: endorsement.coordinator ? 'yes' : 'no',
      statement: endorsement.statement,
    };
    yield columns.map((column) => cells[column]);
  }
}

/** Full records name the organiser; the public file says only that one decided. */
async function approver(
  ctx: Context,
  organiserId: string | null,
  preset: EndorsementPreset,
): Promise<string> {
  if (!organiserId) return 'operator';
  if (preset === 'public') return 'organiser';
  const organiser = await findOrganiser(ctx.db, organiserId);
  return organiser ? unsealOrganiser(ctx, organiser).email : 'a former organiser';
}
