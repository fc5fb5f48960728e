import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { type FieldFault, faultsOf } from '~/components/form-faults';
import { MySignaturePage } from '~/components/my-signature-page';
import { personalPageMeta } from '~/components/page-meta';
import { LetterShell, PublicPage } from '~/components/public-page';
import { ErasedPage, UnknownLinkPage } from '~/components/unknown-link-page';
import { eraseSignature } from '~/domain/signatures/erase-signature.server';
import { readMySignature } from '~/domain/signatures/read-my-signature.server';
import { updateSignatureSchema } from '~/domain/signatures/signature';
import { stopLetterMail } from '~/domain/signatures/stop-letter-mail.server';
import { updateSignature } from '~/domain/signatures/update-signature.server';
import { withdrawSignature } from '~/domain/signatures/withdraw-signature.server';
import { refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { privateJson } from '~/http/public-page.server';
import { readForm } from '~/http/read-form.server';
import { frameOf } from '~/http/require-letter.server';
import { requireLocale } from '~/http/require-locale.server';
import { defaultLocale, localeOf } from '~/i18n/request-locale';
import { translator } from '~/i18n/translator';

export { forwardHeaders as headers } from '~/http/forward-headers';

const noFaults: FieldFault[] = [];
/** A box without a tick sends nothing, and must still be able to end the mails. */
const unticked = { updates: '' };
const outcomes = ['updated', 'withdrawn', 'stopped'] as const;

export async function loader(args: LoaderFunctionArgs) {
  const { request, params, context } = args;
  const found = await readMySignature(context.ctx, { token: params.token ?? '' });
  if (!found.ok) {
    const locale = localeOf(params.locale, defaultLocale) ?? notFound();
    return privateJson({ frame: { locale }, letter: null, mine: null, done: null, token: '' }, 404);
  }
  const { letter, signature, deliveries, copies } = found;
  const locale = requireLocale(request, params.locale, letter.masterLocale);
  const frame = frameOf(args, letter, locale);
  const asked = new URL(request.url).searchParams.get('done');
  const done = outcomes.find((outcome) => outcome === asked) ?? null;
  return privateJson({
    frame,
    letter: frame,
    mine: { signature, sent: deliveries.length, copies },
    done,
    token: params.token ?? '',
  });
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { ctx } = context;
  const token = params.token ?? '';
  const { intent, ...answers } = await readForm(request);
  const { pathname } = new URL(request.url);
  const seeOther = (path: string) =>
    redirect(path, { status: 303, headers: { 'Cache-Control': 'no-store' } });
  switch (intent) {
    case 'update': {
      const parsed = updateSignatureSchema.safeParse({ ...unticked, ...answers });
      if (!parsed.success) {
        const faults = faultsOf(parsed.error);
        return refuseForm(context, 422, { erased: false, faults, answers });
      }
      const updated = await updateSignature(ctx, { token, form: parsed.data });
      return updated.ok ? seeOther(`${pathname}?done=updated`) : seeOther(pathname);
    }
    case 'withdraw': {
      const withdrawn = await withdrawSignature(ctx, { token });
      return withdrawn.ok ? seeOther(`${pathname}?done=withdrawn`) : seeOther(pathname);
    }
    case 'stop-mail': {
      const stopped = await stopLetterMail(ctx, { token });
      return stopped.ok ? seeOther(`${pathname}?done=stopped`) : seeOther(pathname);
    }
    case 'erase': {
      const erased = await eraseSignature(ctx, { token });
      return erased.ok
        ? privateJson({ erased: true, faults: noFaults, answers: {} })
        : seeOther(pathname);
    }
    case 'download':
      return seeOther(`${pathname}/download.json`);
    default:
      throw new Response(null, { status: 422, headers: { 'Cache-Control': 'no-store' } });
  }
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) return [];
  const title = translator(data.frame.locale)('mine.title');
  return personalPageMeta(data.frame.locale, title, { refused: data.letter?.refused });
};

export default function MySignatureRoute() {
  const { frame, letter, mine, done, token } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  if (letter && mine) {
    return (
      <LetterShell frame={letter}>
        <MySignaturePage
          frame={letter}
          token={token}
          {...mine}
          done={answered ? null : done}
          faults={answered?.faults ?? []}
          answers={answered?.answers ?? null}
        />
      </LetterShell>
    );
  }
  const host = { name: translator(frame.locale)('site.name'), href: `/${frame.locale}` };
  return (
    <PublicPage locale={frame.locale} masterLocale={defaultLocale} host={host}>
      {answered?.erased ? <ErasedPage /> : <UnknownLinkPage />}
    </PublicPage>
  );
}
