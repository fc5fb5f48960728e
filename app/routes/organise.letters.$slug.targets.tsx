import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { languageField } from '~/components/desk/letter-basics';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { TargetForm, type TypedTarget } from '~/components/desk/target-form';
import { TargetList } from '~/components/desk/target-list';
import type { TargetView } from '~/domain/deliveries/delivery-view';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { addressIsStale } from '~/domain/deliveries/target';
import { usualNames } from '~/domain/letters/annex-names';
import { permits } from '~/domain/organisers/organiser';
import { changeTargets } from '~/http/change-targets.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { listLanguages } from '~/http/publish-letter.server';
import { readForm } from '~/http/read-form.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { isLocale } from '~/i18n/locale';
import { findMailServers } from '~/primitives/mail-servers.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Addressees', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'read-letters');
  const { ctx } = args.context;
  const ledger = await listDeliveries(ctx, { slug: letter.slug });
  if (!ledger.ok) return notFound();
  const query = new URL(args.request.url).searchParams;
  const find = (name: string | null) => ledger.targets.find((target) => target.name === name);
  const asked = find(query.get('servers'));
  const { role } = organiser;
  const mayChange = permits(role, 'change-settings') || permits(role, 'prepare-delivery');
  const changing = mayChange ? find(query.get('change')) : undefined;
  const now = ctx.clock.now();
  return deskJson({
    frame,
    mayChange,
    locales: letter.locales,
    servers: asked?.channel === 'email' ? await lookUp(asked.address) : null,
    changing: changing ? { id: changing.id, typed: typedOf(changing) } : null,
    targets: ledger.targets.map(({ locales, checkedOn, checkedSource, ...target }) => ({
      ...target,
      languages: listLanguages(locales.filter(isLocale)),
      checked: [checkedOn ?? 'never', checkedSource].filter(Boolean).join(', '),
      checkedOn,
      stale: addressIsStale(checkedOn, now),
    })),
  });
}

async function lookUp(mailbox: string) {
  const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1);
  return { domain, answer: await findMailServers(domain) };
}

function typedOf(target: TargetView): TypedTarget {
  const [first, ...others] = target.locales;
  return {
    name: target.name,
    channel: target.channel,
    addressee: target.addressee,
    address: target.address,
    copies: target.copies.join('\n'),
    checkedOn: target.checkedOn ?? '',
    checkedSource: target.checkedSource ?? '',
    replyTo: target.replyTo ?? '',
    order: target.names.order,
    latin: target.names.latin ? 'yes' : '',
    timeZone: target.timeZone ?? '',
    first,
    ...Object.fromEntries(others.filter(isLocale).map((code) => [languageField(code), 'yes'])),
  };
}

export async function action(args: ActionFunctionArgs) {
  const acts = ['change-settings', 'prepare-delivery'] as const;
  const { organiser, letter } = await requireDeskLetter(args, ...acts);
  const { request, context } = args;
  const fields = await readForm(request);
  const actor = actorOf(organiser, context);
  const changed = await changeTargets(context.ctx, { slug: letter.slug, fields, actor });
  if (changed.ok) return deskRedirect(`/organise/letters/${letter.slug}/targets?${changed.done}`);
  return refuseForm(context, changed.status, changed.refused);
}

const asUsual = { order: usualNames.order, latin: usualNames.latin ? 'yes' : '' };

const done: Record<string, string> = {
  saved: 'The addressee is saved.',
  removed: 'The addressee is removed.',
};

const answers = {
  found: { kind: 'ok', text: 'says where its mail goes.' },
  none: { kind: 'warn', text: 'takes no mail, or is not there. Look at the mailbox again.' },
  unknown: {
    kind: 'info',
    text: 'cannot be looked up from here just now. That says nothing about the mailbox.',
  },
} as const;

export default function Targets() {
  const { frame, mayChange, locales, servers, changing, targets } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const [search] = useSearchParams();
  const base = `/organise/letters/${frame.letter.slug}/targets`;
  const told = refused ? undefined : Object.keys(done).find((name) => search.has(name));
  const formId = refused ? refused.typed.id || null : (changing?.id ?? null);
  return (
    <DeskLayout frame={frame} title="Addressees" section="targets">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      {told ? <Notice kind="ok">{done[told]}</Notice> : null}
      {servers && !refused ? (
        <Notice kind={answers[servers.answer].kind}>
          {servers.domain} {answers[servers.answer].text}
        </Notice>
      ) : null}
      <p>
        Whom the letter speaks to stands in its text. Here is where copies of it go: a mailbox, a
        front desk, a postal or fax address. One addressee may have several.
      </p>
      <TargetList targets={targets} base={base} mayChange={mayChange} />
      {mayChange ? (
        <TargetForm
          key={refused?.attempt ?? formId ?? `new ${targets.length}`}
          id={formId}
          locales={locales}
          typed={refused?.typed ?? changing?.typed ?? { ...asUsual, first: locales[0] }}
          errors={refused?.errors ?? {}}
          base={base}
        />
      ) : null}
    </DeskLayout>
  );
}
