import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { AuditLog } from '~/components/desk/audit-log';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { readAuditPage } from '~/http/audit-page.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { requireDeskLetter } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Audit log', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, letter } = await requireDeskLetter(args, 'read-audit');
  const { slug, timeZone } = letter;
  const asked = { url: args.request.url, slug, timeZone };
  return deskJson({ frame, slug, log: await readAuditPage(args.context.ctx, asked) });
}

export default function LetterAudit() {
  const { frame, slug, log } = useLoaderData<typeof loader>();
  return (
    <DeskLayout frame={frame} title="Audit log" section="audit">
      <p>
        Who did what with this letter. Entries are added only; nobody can change or remove one.
        Addresses are masked, and no entry names a signatory.
      </p>
      <AuditLog log={log} path={`/organise/letters/${slug}/audit`} />
    </DeskLayout>
  );
}
