import { randomUUID } from 'node:crypto';
import type { Refusal } from '~/components/desk/refusal-notice';
import { languageNames } from '~/components/desk/state-labels';
import type { Context } from '~/context.server';
import type { LetterView } from '~/domain/letters/letter-view';
import type { Actor } from '~/domain/organisers/organiser';
import type { LaterKind } from '~/domain/versions/letter-version';
import { previewVersion } from '~/domain/versions/preview-version.server';
import { type PublishRefusal, publishVersion } from '~/domain/versions/publish-version.server';
import type { Locale } from '~/i18n/locale';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';

type Refused = { kind: 'refused'; status: 409 | 422; refusal: Refusal; attempt: string };
type Answer = Refused | { kind: 'confirm'; later: LaterKind } | { kind: 'done'; number: number };

function refuse(status: 409 | 422, title: string, text: string, fieldId?: string): Refused {
  return { kind: 'refused', status, refusal: { title, text, fieldId }, attempt: randomUUID() };
}

export function summaryField(locale: Locale): string {
  return `summary-${locale}`;
}

const nothing = 'Nothing was published';
const kept = 'What you typed is kept.';

/**
 * The two steps of publishing: `review` looks whether everything is there, `publish` does it if the
 * draft and the public text are still those that were compared (`draft` and `base`, their hashes).
 */
export async function publishFromDesk(
  ctx: Context,
  given: { letter: LetterView; fields: FormFields; actor: Actor },
): Promise<Answer> {
  const { letter, fields, actor } = given;
  const { intent, kind, draft, base } = fields;
  if (intent !== 'review' && intent !== 'publish') return notFound();
  if (kind !== 'correction' && kind !== 'change') {
    return refuse(422, nothing, `Say whether the meaning changes. ${kept}`, 'kind');
  }
  const preview = await previewVersion(ctx, letter);
  if (!preview.ok) return explain(preview, letter.slug);
  const { behind } = preview;
  if (behind.length > 0) {
    return explain({ ok: false, reason: 'translation-behind', locales: behind }, letter.slug);
  }
  if (draft !== preview.hash || base !== letter.version.hash) {
    return refuse(
      409,
      nothing,
      `The text was edited or published by somebody else since this page was made. ${kept} Compare again below, then go on.`,
    );
  }
  const summaries: Partial<Record<Locale, string>> = Object.fromEntries(
    letter.locales.map((locale) => [locale, fields[summaryField(locale)] ?? '']),
  );
  const silent = letter.locales.find((locale) => !summaries[locale]?.trim());
  if (silent)
    return explain({ ok: false, reason: 'summary-missing', locales: [silent] }, letter.slug);
  if (intent === 'review') return { kind: 'confirm', later: kind };
  const { texts } = preview;
  const published = await publishVersion(ctx, {
    slug: letter.slug,
    kind,
    texts,
    summaries,
    base,
    actor,
  });
  return published.ok
    ? { kind: 'done', number: published.number }
    : explain(published, letter.slug);
}

function explain(refused: PublishRefusal, slug: string): Refused {
  switch (refused.reason) {
    case 'not-found':
      return notFound();
    case 'not-open':
      return refuse(
        409,
        nothing,
        `The letter takes no signatures just now, so its text stays as it is. ${kept} Open the letter again first, under Closing.`,
      );
    case 'outdated':
      return refuse(
        409,
        nothing,
        `Somebody else has published another version meanwhile. ${kept} Compare again below, then go on.`,
      );
    case 'nothing-changed':
      return refuse(409, nothing, 'The edited text is the same as the public one.');
    case 'incomplete':
      return refuse(409, nothing, `The text is not complete in every language. ${kept}`, 'missing');
    case 'translation-behind': {
      const places = refused.locales.map((locale) => ({
        to: `/organise/letters/${slug}/letter/edit?language=${locale}`,
        label: `Look at what changed under the ${languageNames[locale]} text`,
      }));
      const text = `A translation is older than the text it translates. Change it, or tick that it is still right, then come back. ${kept}`;
      const refusal = { title: nothing, text, places };
      return { kind: 'refused', status: 409, refusal, attempt: randomUUID() };
    }
    case 'summary-missing':
    case 'summary-too-long': {
      const [locale = 'en'] = refused.locales;
      const language = languageNames[locale];
      const text =
        refused.reason === 'summary-missing'
          ? `Write in ${language} what changed. ${kept}`
          : `Shorten what changed in ${language} to 600 characters. ${kept}`;
      return refuse(422, nothing, text, summaryField(locale));
    }
    default:
      throw new Error(refused satisfies never);
  }
}
