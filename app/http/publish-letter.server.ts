import type { Refusal } from '~/components/desk/refusal-notice';
import { languageNames } from '~/components/desk/state-labels';
import { textLabel } from '~/components/desk/text-labels';
import type { Context } from '~/context.server';
import { publishBackground } from '~/domain/letters/publish-background.server';
import { publishLetter as publish } from '~/domain/letters/publish-letter.server';
import { sendTestSignature } from '~/domain/letters/send-test-signature.server';
import type { Act, Actor, Organiser } from '~/domain/organisers/organiser';
import { notFound } from './not-found.server';

/** What each button of the page asks for. */
export const actOfIntent: Record<string, Act> = {
  test: 'edit-letter',
  publish: 'publish-letter',
  background: 'publish-letter',
};

/** More than anybody mends before they look again. */
const mostPlaces = 20;

type Given = { slug: string; intent: string; organiser: Organiser; actor: Actor };
type Answer = { ok: true; done: string } | { ok: false; status: 409 | 422; refusal: Refusal };

/** Does what a button of the publishing page asks for; `done` is what the page says afterwards. */
export async function actOnPublishing(ctx: Context, given: Given): Promise<Answer> {
  switch (given.intent) {
    case 'test':
      return test(ctx, given);
    case 'background':
      return background(ctx, given);
    default:
      return letter(ctx, given);
  }
}

function refuse(status: 409 | 422, title: string, text: string, link?: Refusal['link']): Answer {
  return { ok: false, status, refusal: { title, text, link } };
}

async function test(ctx: Context, { slug, organiser, actor }: Given): Promise<Answer> {
  const sent = await sendTestSignature(ctx, { slug, organiser, actor });
  if (sent.ok) return { ok: true, done: 'tested' };
  const title = 'No mail was sent';
  switch (sent.reason) {
    case 'not-found':
      return notFound();
    case 'incomplete':
      return refuse(409, title, 'A text is not complete yet. The list below leads to it.');
    case 'mail-refused':
      return refuse(
        409,
        title,
        'Your mailbox gets no such mail now: its server or its owner has refused ours, or it had too many today. Try again tomorrow, or let another organiser press the button.',
      );
  }
}

async function letter(ctx: Context, { slug, actor }: Given): Promise<Answer> {
  const published = await publish(ctx, { slug, actor });
  if (published.ok) {
    const left = published.background.left.length > 0;
    return { ok: true, done: left ? 'published-letter' : 'published' };
  }
  const title = 'Nothing was published';
  switch (published.reason) {
    case 'not-found':
      return notFound();
    case 'closed':
      return refuse(409, title, 'The letter is closed. Its text stays as people found it.');
    case 'nothing-new':
      return refuse(409, title, 'The public text is the one that you have written already.');
    case 'not-ready':
      return refuse(409, title, 'Something is left to do. What you wrote is kept; see the list.');
    case 'has-signatures':
      return refuse(
        409,
        title,
        'Somebody has signed the public text, or a copy of it has left, so it cannot be replaced. What you wrote is kept: publish it as a new version.',
        { to: `/organise/letters/${slug}/versions/new`, label: 'Versions' },
      );
  }
}

async function background(ctx: Context, { slug, actor }: Given): Promise<Answer> {
  const published = await publishBackground(ctx, { slug, actor });
  if (published.ok) {
    return { ok: true, done: published.left.length > 0 ? 'background-part' : 'background' };
  }
  const title = 'The background was not published';
  switch (published.reason) {
    case 'not-found':
      return notFound();
    case 'draft':
      return refuse(409, title, 'The letter is a draft; its background goes public with it.');
    case 'nothing-new':
      return refuse(409, title, 'The public background is the one that you have written already.');
    case 'incomplete': {
      const text =
        'A field is empty or wrong, or has a figure without its source. What you wrote is kept; each field says what it needs:';
      const places = published.faults.slice(0, mostPlaces).map(({ locale, field }) => ({
        to: `/organise/letters/${slug}/background/edit?language=${locale}#${field}`,
        label: `${languageNames[locale]}: ${textLabel(field)}`,
      }));
      return { ok: false, status: 409, refusal: { title, text, places } };
    }
  }
}

/** Languages as the desk writes them in a row. */
export function listLanguages(locales: readonly (keyof typeof languageNames)[]): string {
  return locales.map((locale) => languageNames[locale]).join(', ');
}
