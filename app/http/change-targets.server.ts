import { randomUUID } from 'node:crypto';
import { languageField } from '~/components/desk/letter-basics';
import type { Refusal } from '~/components/desk/refusal-notice';
import { faultsOf } from '~/components/form-faults';
import type { Context } from '~/context.server';
import { removeTarget } from '~/domain/deliveries/remove-target.server';
import { type SaveTargetRefusal, saveTarget } from '~/domain/deliveries/save-target.server';
import { mostCopies, targetSchema } from '~/domain/deliveries/target';
import { nameOrders, usualNames } from '~/domain/letters/annex-names';
import type { Actor } from '~/domain/organisers/organiser';
import { isLocale, type Locale, locales } from '~/i18n/locale';
import { notFound } from './not-found.server';
import type { FormFields } from './read-form.server';
import { refusalOfFaults } from './refusal-of-faults';

const sentences: Record<string, string> = {
  'name-shape': 'Use small Latin letters, digits and single hyphens, such as embassy or front-desk',
  'channel-missing': 'Choose how copies get there',
  'addressee-empty': 'Write whom the letter is handed to; whoever sends it types this name',
  'addressee-long': 'Shorten it to 200 characters',
  'locales-missing': 'Choose the language that stands first in the copy',
  'address-empty': 'Write the mailbox, or the postal address or number',
  'address-mailbox': 'This is no mail address; write one like office@example.org',
  'address-long': 'Shorten it to 1,000 characters',
  'copies-no-mail': 'Copies go by mail only; leave this empty or choose “by email” above',
  'copies-mailbox': 'One of these is no mail address; write each on a line of its own',
  'copies-many': `Write ${mostCopies} mailboxes at most`,
  'checked-on-format': 'Write the day as a date, or leave it empty',
  'reply-to-mailbox': 'This is no mail address; write one like office@example.org',
  'zone-unknown': 'Write a zone such as Asia/Seoul or Europe/Kyiv, or leave it empty',
  'checked-source-long': 'Shorten it to 300 characters',
};

const refusals: Record<Exclude<SaveTargetRefusal, 'not-found'>, { field: string; text: string }> = {
  'name-taken': { field: 'name', text: 'Another addressee of this letter has this name' },
  'in-use': {
    field: 'name',
    text: 'Something was prepared or sent there, so that name and channel stay. Add another addressee instead',
  },
  demonstration: {
    field: 'address',
    text: 'This letter is a demonstration and mail is captured: use mailboxes that end in .example or .test. Whoever runs the machine can turn real delivery on',
  },
  'checked-later': { field: 'checkedOn', text: 'This day has not come yet' },
};

const fieldsInOrder = [
  'addressee',
  'name',
  'channel',
  'address',
  'copies',
  'first',
  'checkedOn',
  'checkedSource',
];

type Given = { slug: string; fields: FormFields; actor: Actor };

/** The first language, then the others that were ticked. */
function chosenLocales(fields: FormFields): Locale[] {
  const first = fields.first;
  if (!isLocale(first)) return [];
  return [
    first,
    ...locales.filter((locale) => locale !== first && fields[languageField(locale)] === 'yes'),
  ];
}

function readOrder(typed: string | undefined) {
  return nameOrders.find((order) => order === typed) ?? usualNames.order;
}

/** Adds, changes or removes an addressee, or says field by field what is wrong. */
export async function changeTargets(ctx: Context, given: Given) {
  const { slug, fields, actor } = given;
  if (fields.intent === 'remove') return remove(ctx, given);
  if (fields.intent !== 'save') return notFound();
  const parsed = targetSchema.safeParse({
    name: fields.name ?? '',
    channel: fields.channel ?? '',
    addressee: fields.addressee ?? '',
    locales: chosenLocales(fields),
    address: fields.address ?? '',
    copies: fields.copies ?? '',
    checkedOn: fields.checkedOn ?? '',
    checkedSource: fields.checkedSource ?? '',
    replyTo: fields.replyTo ?? '',
    names: { order: readOrder(fields.order), latin: fields.latin === 'yes' },
    timeZone: fields.timeZone ?? '',
  });
  if (!parsed.success) {
    const errors = faultsOf(parsed.error).map(({ field, code }) => [
      field === 'locales' ? 'first' : field,
      sentences[code] ?? code,
    ]);
    return refuse(422, fields, Object.fromEntries(errors));
  }
  const saved = await saveTarget(ctx, { slug, id: fields.id || null, target: parsed.data, actor });
  if (saved.ok) return { ok: true as const, done: 'saved' };
  if (saved.reason === 'not-found') return notFound();
  const { field, text } = refusals[saved.reason];
  return refuse(409, fields, { [field]: text });
}

async function remove(ctx: Context, { slug, fields, actor }: Given) {
  const removed = await removeTarget(ctx, { slug, id: fields.id ?? '', actor });
  if (removed.ok) return { ok: true as const, done: 'removed' };
  if (removed.reason === 'not-found') return notFound();
  const text =
    'Something was prepared or sent there, and the record refers to it. It can only be changed.';
  return refuse(409, {}, {}, text);
}

function refuse(
  status: 409 | 422,
  fields: FormFields,
  errors: Record<string, string>,
  text?: string,
) {
  const title = 'Nothing was changed';
  const form = { order: fieldsInOrder, prefix: 'target-' };
  const refusal: Refusal = text ? { title, text } : refusalOfFaults(title, errors, form);
  const typed: Record<string, string> = { ...fields };
  return { ok: false as const, status, refused: { errors, refusal, typed, attempt: randomUUID() } };
}
