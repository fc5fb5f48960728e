import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useLoaderData, useSearchParams } from '@remix-run/react';
import { DataTable } from '~/components/desk/data-table';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { writeCount } from '~/components/desk/figures';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { PreparationList } from '~/components/desk/preparation-list';
import { channelLabels, deliveryStateLabel, languageNames } from '~/components/desk/state-labels';
import { StateTag } from '~/components/desk/state-tag';
import { TimeOf } from '~/components/desk/time-of';
import { listDeliveries } from '~/domain/deliveries/list-deliveries.server';
import { permits } from '~/domain/organisers/organiser';
import { deskJson, noStoreHeaders } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { showPreparation } from '~/http/show-preparation.server';
import { isLocale } from '~/i18n/locale';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => deskMeta('Deliveries', data?.frame);

export async function loader(args: LoaderFunctionArgs) {
  const { frame, organiser, letter } = await requireDeskLetter(args, 'read-letters');
  const ledger = await listDeliveries(args.context.ctx, { slug: letter.slug });
  if (!ledger.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  return deskJson({
    frame,
    mayPrepare: permits(organiser.role, 'prepare-delivery'),
    zone: timeZoneName(letter.timeZone),
    deliveries: ledger.deliveries.map((delivery) => ({
      ...delivery,
      frozenAt: moments.at(delivery.frozenAt),
      acceptedAt: moments.atOrNull(delivery.acceptedAt),
    })),
    preparations: ledger.preparations.map((one) => showPreparation(one, letter.timeZone)),
    targets: ledger.targets.map((target) => ({
      ...target,
      languages: target.locales.map((locale) =>
        isLocale(locale) ? languageNames[locale] : locale,
      ),
    })),
  });
}

const deliveryColumns = [
  { label: 'Addressee' },
  { label: 'State' },
  { label: 'Channel' },
  { label: 'Version', numeric: true },
  { label: 'Signatures', numeric: true },
  { label: 'Organisations', numeric: true },
  { label: 'Prepared' },
  { label: 'Accepted' },
];

const targetColumns = [
  { label: 'Addressee' },
  { label: 'Name for commands' },
  { label: 'Channel' },
  { label: 'Mailbox or place' },
  { label: 'Languages' },
  { label: 'Last checked' },
];

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

/** The addressee's state, and whether a copy needs somebody. */
function labelOf({ state, channel, troubledCopies }: Data['deliveries'][number]): string {
  const own = deliveryStateLabel(state, channel);
  const { unknown, failed } = troubledCopies;
  const copies = unknown + failed;
  if (copies === 0) return own;
  return copies === 1 ? `${own}; one copy needs you` : `${own}; ${copies} copies need you`;
}

function Ledger({ deliveries, base }: { deliveries: Data['deliveries']; base: string }) {
  if (deliveries.length === 0) return <p>Nothing has been prepared or sent yet.</p>;
  const rows = deliveries.map((delivery) => ({
    key: delivery.id,
    cells: [
      <Link key="addressee" to={`${base}/${delivery.id}`}>
        {delivery.addressee}
        <span className="desk-hidden">
          , {channelLabels[delivery.channel]}, prepared {delivery.frozenAt.text}
        </span>
      </Link>,
      <StateTag key="state" state={delivery.state} label={labelOf(delivery)} />,
      channelLabels[delivery.channel],
      delivery.addendum > 0
        ? `${delivery.versionNumber}, addendum ${delivery.addendum}`
        : delivery.versionNumber,
      writeCount(delivery.signatures),
      writeCount(delivery.endorsements),
      <TimeOf key="prepared" moment={delivery.frozenAt} />,
      <TimeOf key="accepted" moment={delivery.acceptedAt} />,
    ],
  }));
  return (
    <DataTable
      id="ledger"
      caption="Deliveries, newest first"
      columns={deliveryColumns}
      rows={rows}
    />
  );
}

function Targets({ targets }: { targets: Data['targets'] }) {
  const rows = targets.map((target) => ({
    key: target.name,
    cells: [
      target.addressee,
      <code key="name">{target.name}</code>,
      channelLabels[target.channel],
      target.address,
      target.languages.join(', '),
      target.checkedOn
        ? `${target.checkedOn}${target.checkedSource ? `, ${target.checkedSource}` : ''}`
        : 'never',
    ],
  }));
  return (
    <DataTable id="targets" caption="Where copies can go" columns={targetColumns} rows={rows} />
  );
}

export default function Deliveries() {
  const { frame, mayPrepare, zone, deliveries, preparations, targets } =
    useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const base = `/organise/letters/${frame.letter.slug}/deliveries`;
  return (
    <DeskLayout frame={frame} title="Deliveries" section="deliveries">
      {search.has('called-off') ? (
        <Notice kind="ok">It was called off. Nothing was frozen, and nothing was sent.</Notice>
      ) : null}
      <p>
        “Accepted by the mail server” means that it took the message. It never means that somebody
        has read it. Times are {zone}.
      </p>
      {mayPrepare ? (
        <p>
          <Link className="desk-button" to={`${base}/new`}>
            Prepare a delivery
          </Link>{' '}
          <Link className="desk-button desk-button-plain" to={`${base}/triggers`}>
            Planned deliveries
          </Link>
        </p>
      ) : null}
      <PreparationList preparations={preparations} base={base} />
      <h2>Ledger</h2>
      <Ledger deliveries={deliveries} base={base} />
      <h2>Addressees</h2>
      <Targets targets={targets} />
    </DeskLayout>
  );
}
