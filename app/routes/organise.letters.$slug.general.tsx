import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { CheckBox, TextField } from '~/components/desk/form-fields';
import { LanguageChoices, languageField, TimeZoneField } from '~/components/desk/letter-basics';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { languageNames } from '~/components/desk/state-labels';
import { saveGeneral } from '~/http/change-general.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { type Locale, locales } from '~/i18n/locale';
import { timeZones } from '~/primitives/time-zone';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('General', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'change-settings');
  const { goal, timeZone, masterLocale, workingTitle, controller, privacyContact } = letter;
  return deskJson({
    frame,
    zones: timeZones,
    masterLocale,
    locales: letter.locales,
    stored: {
      workingTitle,
      goal: goal === null ? '' : String(goal),
      timeZone,
      controller: controller ?? '',
      privacyContact: privacyContact ?? '',
    },
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'change-settings');
  const { request, context } = args;
  const fields = await readForm(request);
  const actor = actorOf(organiser, context);
  const saved = await saveGeneral(context.ctx, { letter, fields, actor });
  if (saved.ok) return deskRedirect(`/organise/letters/${letter.slug}/general?saved`);
  return refuseForm(context, saved.status, saved.refused);
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;
type Refused = ReturnType<typeof useActionData<typeof action>>;

function GeneralForm({ data, refused }: { data: Data; refused: Refused }) {
  const { frame, stored, masterLocale, zones } = data;
  const typed: Partial<Record<string, string>> = refused?.typed ?? stored;
  const errors: Partial<Record<string, string>> = refused?.errors ?? {};
  const field = (name: string) => ({
    id: name,
    name,
    autoComplete: 'off',
    defaultValue: typed[name],
    error: errors[name],
  });
  const chosen = refused
    ? locales.filter((locale) => typed[languageField(locale)] === 'yes')
    : data.locales;
  const withdraws: Locale[] = refused?.withdraws ?? [];
  return (
    <Form method="post" noValidate>
      {frame.letter.state === 'draft' ? (
        <TextField
          {...field('workingTitle')}
          label="Working title"
          hint="What the desk calls the letter until it has a title of its own."
        />
      ) : null}
      <TextField
        {...field('goal')}
        label="Goal (may be left empty)"
        hint="How many people you hope for; shown beside the count."
        inputMode="numeric"
      />
      <TimeZoneField chosen={typed.timeZone ?? ''} zones={zones} />
      <h2>Languages</h2>
      <LanguageChoices
        fixed={masterLocale}
        chosen={chosen}
        hint={`It is written in ${languageNames[masterLocale]}, which stays. A language that you add needs a translation; until that is public, its readers get the ${languageNames[masterLocale]} text with a sentence that says so.`}
      />
      {withdraws.length > 0 ? (
        <CheckBox
          id="withdraw"
          name="withdraw"
          label={`Yes, take the letter away in: ${withdraws.map((locale) => languageNames[locale]).join(', ')}`}
          hint="Its pages there show the other text at once, also to people who follow an old link. What people signed there goes on to count, and the text stays stored."
        />
      ) : null}
      <h2>Privacy and contact</h2>
      <p>
        The contact for readers and the press is a part of the letter: its last lines. Here is who
        answers for what people type into the form; it is shown beside the button.
      </p>
      <TextField
        {...field('controller')}
        label="Who is responsible for people’s data"
        hint="The organisation by its full name, and its town."
      />
      <TextField
        {...field('privacyContact')}
        label="Where questions about their data go"
        hint="A mail address that somebody reads, or a postal address."
      />
      <button type="submit" className="desk-button">
        Save
      </button>
    </Form>
  );
}

export default function General() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  return (
    <DeskLayout frame={data.frame} title="General" section="general">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {!refused && search.has('saved') ? <Notice kind="ok">The settings are saved.</Notice> : null}
      <GeneralForm
        key={refused?.attempt ?? JSON.stringify(data.stored)}
        data={data}
        refused={refused}
      />
    </DeskLayout>
  );
}
