import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData } from '@remix-run/react';
import { accountTrail } from '~/components/desk/account-trail';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { FactList } from '~/components/desk/fact-list';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { requireInstallationOwner } from '~/http/require-installation-owner.server';
import { localeNames, locales } from '~/i18n/locale';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('This installation', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame } = await requireInstallationOwner(args);
  const { config, publicUrl } = args.context.ctx;
  const { name, address } = config.mailFrom;
  return deskJson({
    frame: { ...frame, unprotected: false },
    publicUrl,
    sender: name ? `${name}, ${address}` : address,
    mode: config.production ? 'in earnest (production)' : 'a trial',
  });
}

export default function Installation() {
  const { frame, publicUrl, sender, mode } = useLoaderData<typeof loader>();
  const facts = [
    { term: 'Address (PUBLIC_URL)', value: publicUrl },
    { term: 'Sender of its mails (MAIL_FROM)', value: sender },
    { term: 'Runs as (NODE_ENV)', value: mode },
    {
      term: 'Languages',
      value: locales.map((locale) => (
        <span key={locale} lang={locale} className="desk-listed">
          {localeNames[locale]}
        </span>
      )),
    },
    { term: 'Times', value: 'each letter has its own time zone; accounts and exports are in UTC' },
    { term: 'Who hosts a letter', value: 'each letter says so in its letterhead' },
  ];
  return (
    <DeskLayout frame={frame} title="This installation" trail={accountTrail(false)}>
      <p>
        As it is configured. Nothing here is changed on the desk: the words in capitals are names of
        the settings that the operator changes.
      </p>
      <FactList facts={facts} />
      <p>
        <Link className="desk-button" to="/organise/set-up/mail">
          Next: does mail leave?
        </Link>
      </p>
      <p>
        <Link to="/organise">To the desk</Link>
      </p>
    </DeskLayout>
  );
}
