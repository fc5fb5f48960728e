import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData } from '@remix-run/react';
import { deskMeta } from '~/components/desk/desk-frame';
import { DeskLayout } from '~/components/desk/desk-layout';
import { FigureFilterNote } from '~/components/desk/figure-filter-note';
import { countryChoices, countryName, writeCount } from '~/components/desk/figures';
import { FindByAddress } from '~/components/desk/find-by-address';
import { momentsIn, timeZoneName } from '~/components/desk/moments';
import { Notice } from '~/components/desk/notice';
import { RefusalNotice } from '~/components/desk/refusal-notice';
import { SavedViews } from '~/components/desk/saved-views';
import { SelectingForm } from '~/components/desk/selecting-form';
import { SignatureFilterForm } from '~/components/desk/signature-filter-form';
import { SignatureTable } from '~/components/desk/signature-table';
import { permits } from '~/domain/organisers/organiser';
import { listViews } from '~/domain/signature-views/list-views.server';
import { listSignatures } from '~/domain/signatures/list-signatures.server';
import { signatureSorts } from '~/domain/signatures/signature-list';
import { actOnSignatures } from '~/http/act-on-signatures.server';
import { deskJson, deskRedirect, noStoreHeaders, refuseForm } from '~/http/desk-response.server';
import { notFound } from '~/http/not-found.server';
import { actorOf } from '~/http/organiser-session.server';
import { readSignatureFilter } from '~/http/read-signature-filter.server';
import { requireDeskLetter } from '~/http/require-desk.server';
import { countryCodes } from '~/i18n/country-codes';

export function headers() {
  return noStoreHeaders;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  const view = data ? Object.values(data.filter).filter(Boolean).join(', ') : '';
  return deskMeta(view ? `Signatures (${view})` : 'Signatures', data?.frame);
};

export async function loader(args: LoaderFunctionArgs) {
  const { organiser, frame, letter } = await requireDeskLetter(args, 'read-signatures');
  const { ctx } = args.context;
  const { slug } = letter;
  const address = readSignatureFilter(args.request);
  const { filter, order, size, after, before } = address;
  const [found, views] = await Promise.all([
    listSignatures(ctx, { slug, filter, order, size, after, before }),
    listViews(ctx, { slug, organiserId: organiser.id }),
  ]);
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  const hrefs = signatureSorts.map((sort) => [sort, address.hrefSorted(sort)] as const);
  return deskJson({
    frame,
    filter,
    views,
    here: address.here,
    view: address.firstPage,
    sorting: {
      sort: order.sort,
      direction: order.direction,
      hrefs: Object.fromEntries(hrefs) as Record<(typeof signatureSorts)[number], string>,
    },
    kept: address.kept,
    sizes: address.hrefsSized,
    countries: countryChoices(countryCodes),
    versions: letter.version.number,
    mayModerate: permits(organiser.role, 'moderate-signatures'),
    mayExport: permits(organiser.role, 'export-public'),
    allTicked: new URL(args.request.url).searchParams.get('tick') === 'page',
    total: found.total,
    first: after || before ? address.firstPage : null,
    previous: found.previous && address.hrefBefore(found.previous),
    next: found.next && address.hrefAfter(found.next),
    zone: timeZoneName(letter.timeZone),
    rows: found.rows.map(({ emailMasked: _email, source: _source, ...row }) => ({
      ...row,
      country: row.country ? countryName(row.country) : null,
      signedAt: moments.at(row.signedAt),
    })),
  });
}

export async function action(args: ActionFunctionArgs) {
  const { organiser, letter } = await requireDeskLetter(args, 'moderate-signatures');
  const { request, context } = args;
  const { slug } = letter;
  const actor = actorOf(organiser, context);
  const acted = await actOnSignatures(context.ctx, request, { slug, actor });
  if (acted.ok) return deskRedirect(`/organise/letters/${slug}${acted.path}`);
  return refuseForm(context, 422, acted);
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Found({ total, sorting, filter, zone }: Data) {
  const byName = sorting.sort === 'name';
  const one = total.count === 1;
  return (
    <>
      <p>
        <strong>
          {total.more ? 'More than ' : ''}
          {writeCount(total.count)}
        </strong>{' '}
        {one ? 'signature' : 'signatures'} {byName ? 'with a public name, ' : ''}with these
        settings. Times are {zone}. Numbers count every entry, so confirmed ones have gaps.
      </p>
      {byName ? (
        <Notice kind="info">
          In the order of names, only public names are listed. Choose another column to see
          everybody.
        </Notice>
      ) : null}
      {filter.q ? (
        <Notice kind="info">
          {filter.q.includes('@')
            ? 'That looks like an email address, and only names are searched here. Use “Find by email address”.'
            : 'Only public names are searched; all other names are sealed. “Find by email address” finds everybody.'}
        </Notice>
      ) : null}
    </>
  );
}

function Pages({ first, previous, next, sizes, mayExport, frame, view }: Data) {
  const exports = `/organise/letters/${frame.letter.slug}/exports`;
  return (
    <nav className="desk-pages" aria-label="Pages of the table">
      {first ? <Link to={first}>First page</Link> : null}
      {previous ? (
        <Link to={previous} rel="prev">
          Previous page
        </Link>
      ) : null}
      {next ? (
        <Link to={next} rel="next">
          Next page
        </Link>
      ) : null}
      {sizes.map(({ size, href }) => (
        <Link key={size} to={href}>
          Show {size} on a page
        </Link>
      ))}
      {mayExport ? (
        <Link to={`${exports}?${new URLSearchParams({ view })}`}>Export this view</Link>
      ) : null}
    </nav>
  );
}

export default function Signatures() {
  const data = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const { frame, filter, rows, sorting, mayModerate, allTicked, here, total } = data;
  const path = `/organise/letters/${frame.letter.slug}/signatures`;
  const fault = refused?.refusal.fieldId === 'email' ? refused.refusal.text : null;
  const ticking = mayModerate ? { all: allTicked } : null;
  const table = (
    <SignatureTable
      caption={captions[sorting.sort]}
      rows={rows}
      sorting={sorting}
      ticking={ticking}
    />
  );
  return (
    <DeskLayout frame={frame} title="Signatures" section="signatures">
      {refused ? <RefusalNotice attempt={refused.attempt} refusal={refused.refusal} /> : null}
      <SavedViews views={data.views} here={data.view} path={path} />
      <SignatureFilterForm
        filter={filter}
        countries={data.countries}
        versions={data.versions}
        kept={data.kept}
      />
      {mayModerate ? (
        <FindByAddress key={refused?.attempt} typed={refused?.typed.email} error={fault} />
      ) : null}
      <FigureFilterNote filter={filter} all="?" />
      <Found {...data} />
      {rows.length === 0 ? (
        <p>No signature matches. Choose “All” in one of the fields to see more.</p>
      ) : null}
      {rows.length > 0 && mayModerate ? (
        <SelectingForm
          key={`${here} ${allTicked} ${rows[0]?.id}`}
          here={here}
          total={total}
          rows={rows.length}
          allTicked={allTicked}
        >
          {table}
        </SelectingForm>
      ) : null}
      {rows.length > 0 && !mayModerate ? table : null}
      <Pages {...data} />
    </DeskLayout>
  );
}

const captions = {
  number: 'Signatures by number',
  name: 'Signatures by name',
  country: 'Signatures by country',
  signed: 'Signatures by time of signing',
  state: 'Signatures by state',
};
