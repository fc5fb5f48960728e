import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { AuditLog } from '~/components/desk/audit-log';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { readAuditPage } from '~/http/audit-page.server';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { requireDesk } from '~/http/require-desk.server';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) =>
  deskMeta('Audit log of the installation', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame } = await requireDesk(args, 'read-audit');
  const asked = { url: args.request.url, timeZone: 'UTC' };
  return deskJson({ frame, log: await readAuditPage(args.context.ctx, asked) });
}

export default function InstallationAudit() {
  const { frame, log } = useLoaderData<typeof loader>();
  return (
    <DeskLayout frame={frame} title="Audit log of the installation">
      <p>
        Who did what on every letter, who signed in, who became an organiser, and what was done from
        the command line. Entries are added only; nobody can change or remove one.
      </p>
      <AuditLog log={log} path="/organise/audit" letters />
    </DeskLayout>
  );
}
