import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { RadioSet, TextField } from '~/components/desk/form-fields';
import { LanguageChoices, languageField, TimeZoneField } from '~/components/desk/letter-basics';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { languageNames } from '~/components/desk/state-labels';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { beginLetter } from '~/http/new-letter-form.server';
import { actorOf } from '~/http/organiser-session.server';
import { readForm } from '~/http/read-form.server';
import { requireDesk } from '~/http/require-desk.server';
import { locales } from '~/i18n/locale';
import { timeZones } from '~/primitives/time-zone';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('New letter', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame } = await requireDesk(args, 'create-letter');
  return deskJson({ frame, publicUrl: args.context.ctx.publicUrl, zones: timeZones });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser } = await requireDesk(args, 'create-letter');
  const { request, context } = args;
  const fields = await readForm(request);
  const begun = await beginLetter(context.ctx, fields, actorOf(organiser, context));
  if (begun.ok) return deskRedirect(`/organise/letters/${begun.slug}/publish?begun`);
  return refuseForm(context, begun.status, begun.refused);
}

const languages = locales.map((value) => ({ value, label: languageNames[value] }));

export default function NewLetter() {
  const { frame, publicUrl, zones } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const typed = refused?.typed;
  const errors: Partial<Record<string, string>> = refused?.errors ?? {};
  const field = (name: string) => ({
    id: name,
    name,
    autoComplete: 'off',
    defaultValue: typed?.[name],
    error: errors[name],
  });
  return (
    <DeskLayout frame={frame} title="New letter" trail={[{ label: 'Letters', to: '/organise' }]}>
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <p>
        A new letter is a draft: only its team sees it until you publish it. Everything here but the
        short name and the language that you write in can be changed later.
      </p>
      <Form key={refused?.attempt ?? 'new'} method="post" noValidate>
        <TextField
          {...field('title')}
          label="Working title"
          hint="What you call it on this desk until it has a title of its own."
          maxLength={200}
        />
        <TextField
          {...field('slug')}
          label="Short name in its address"
          hint={`${publicUrl}/letters/… – small Latin letters, digits and hyphens. Left empty, it is made of the title.`}
          spellCheck={false}
          maxLength={60}
        />
        <RadioSet
          id="masterLocale"
          name="masterLocale"
          legend="Language that you write it in"
          choices={languages}
          chosen={typed?.masterLocale}
          error={errors.masterLocale}
        />
        <LanguageChoices
          chosen={locales.filter((locale) => typed?.[languageField(locale)] === 'yes')}
          hint="The one that you write it in is always among them. Each further one needs a translation before the letter can be published; you can add languages later."
        />
        <TimeZoneField chosen={typed?.timeZone ?? 'UTC'} zones={zones} />
        <button type="submit" className="desk-button">
          Begin the letter
        </button>
      </Form>
    </DeskLayout>
  );
}
