import { renderToStaticMarkup } from 'react-dom/server';
import sharp from 'sharp';
import { EndorsingOrganisations } from '~/components/endorsing-organisations';
import { LocaleProvider } from '~/components/locale-context';
import type { Context } from '~/context.server';
import { confirmToken } from '~/domain/confirmations/confirm-token.server';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { endorseLetter } from '~/domain/endorsements/endorse-letter.server';
import { endorseFormSchema } from '~/domain/endorsements/endorsement';
import { findMyEndorsementId } from '~/domain/endorsements/find-my-endorsement-id.server';
import { streamExport } from '~/domain/exports/start-export.server';
import { readLetterPage } from '~/domain/letters/read-letter-page.server';
import { readLetterStatus } from '~/domain/letters/read-letter-status.server';
import { renderPublicLetter } from '~/domain/letters/render-public-letter.server';
import { renderPublicLetterText } from '~/domain/letters/render-public-letter-text.server';
import { type Locale, locales } from '~/i18n/locale';
import { textOf } from '../documents/read-pdf';
import { slug as aLetter, waitingMails } from './letter';

const actor = { kind: 'operator' } as const;
let number = 0;

export type Endorsed = { id: string; token: string; email: string };

/** An organisation whose representative has confirmed by mail; it waits for an organiser. */
export async function endorse(
  ctx: Context,
  typed: Record<string, string> = {},
  given: { logo?: Buffer; slug?: string; locale?: Locale } = {},
): Promise<Endorsed> {
  number += 1;
  const { logo = null, slug = aLetter, locale = 'en' } = given;
  const form = endorseFormSchema.parse({
    organisation: `Organisation ${number}`,
    organisationEn: `Organisation ${number}`,
    country: 'KR',
    website: `organisation-${number}.example`,
    representative: 'Han Ji-woo',
    role: 'Director',
    email: `han@organisation-${number}.example`,
    showRepresentative: 'no',
    authorised: 'on',
    ...typed,
  });
  await endorseLetter(ctx, { slug, locale, form, logo });
  const mails = await waitingMails(ctx, 'confirm-endorsement');
  const mail = mails.find(({ to }) => to === form.email);
  if (!mail) throw new Error('no mail to the representative');
  await confirmToken(ctx, { token: mail.props.confirmToken });
  const token = mail.props.manageToken;
  const id = await findMyEndorsementId(ctx.db, token);
  if (!id) throw new Error('no endorsement');
  return { id, token, email: form.email };
}

/** The same, and on the letter. */
export async function endorseAndApprove(...given: Parameters<typeof endorse>): Promise<Endorsed> {
  const endorsed = await endorse(...given);
  const approved = { id: endorsed.id, actor, authorityBasis: 'known-contact' } as const;
  await approveEndorsement(given[0], approved);
  return endorsed;
}

export function picture(background: string): Promise<Buffer> {
  const create = { width: 200, height: 100, channels: 3, background } as const;
  return sharp({ create }).png().toBuffer();
}

/** The list of organisations as the letter's page shows it. */
export async function organisationsOn(ctx: Context, locale: Locale): Promise<string> {
  const found = await readLetterPage(ctx, { slug: aLetter, locale });
  if (!found.ok) throw new Error(found.reason);
  return renderToStaticMarkup(
    <LocaleProvider locale={locale}>
      <EndorsingOrganisations endorsements={found.page.endorsements} endorseHref={null} />
    </LocaleProvider>,
  );
}

/** What strangers may fetch about the letter's organisations, in every language and form. */
export async function everythingPublic(ctx: Context): Promise<string> {
  const parts: string[] = [];
  for (const locale of locales) {
    const input = { slug: aLetter, locale };
    const page = await readLetterPage(ctx, input);
    const text = await renderPublicLetterText(ctx, input);
    const pdf = await renderPublicLetter(ctx, input);
    if (!page.ok || !text.ok || !pdf.ok) throw new Error('no letter');
    parts.push(JSON.stringify(page.page), await organisationsOn(ctx, locale), text.text);
    parts.push(textOf(pdf.pdf));
  }
  parts.push(JSON.stringify(await readLetterStatus(ctx, { slug: aLetter })));
  const exported = {
    slug: aLetter,
    what: 'endorsements',
    preset: 'public',
    format: 'csv',
    actor,
  } as const;
  const made = await streamExport(ctx, exported);
  if (!made.ok) throw new Error(made.reason);
  for await (const piece of made.rows) parts.push(piece.toString());
  return parts.join('\n').replace(/\s+/g, ' ');
}
