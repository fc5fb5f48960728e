import { Form } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { OrganisationWords } from '~/domain/endorsements/endorsement';
import { furtherLocales } from '~/domain/endorsements/organisation-names';
import { DataTable } from './data-table';
import { TextField } from './form-fields';
import type { Moment } from './moments';
import { languageNames } from './state-labels';
import { TimeOf } from './time-of';

export type ChangesItem = {
  id: string;
  before: OrganisationWords & { logoHash: string | null };
  asked: OrganisationWords & {
    logo: 'keep' | 'replace' | 'remove';
    fingerprint: string;
    askedAt: Moment;
  };
};

export type RefusedChanges = {
  field: 'reason' | null;
  refusal: { text: string };
  typed: Record<string, string>;
};

type ChangesCardProps = {
  slug: string;
  changes: ChangesItem;
  mayDecide: boolean;
  refused: RefusedChanges | null;
};

type Compared = { what: string; before: ReactNode; after: ReactNode; same: boolean };

function compareWords({ before, asked }: ChangesItem): Compared[] {
  const pairs: [string, string | null, string | null][] = [
    ['Name in its own script', before.organisation, asked.organisation],
    ['Name in English', before.organisationEn, asked.organisationEn],
    ...furtherLocales.map((locale): [string, string | null, string | null] => [
      `Name in ${languageNames[locale]}`,
      before.names[locale] ?? null,
      asked.names[locale] ?? null,
    ]),
    ['Statement', before.statement, asked.statement],
  ];
  return pairs.map(([what, now, then]) => ({
    what,
    before: <Words text={now} />,
    after: <Words text={then} />,
    same: now === then,
  }));
}

function Words({ text }: { text: string | null }) {
  return text ? (
    <bdi className="desk-breakable">{text}</bdi>
  ) : (
    <span className="desk-soft">none</span>
  );
}

function compareLogos(slug: string, { id, before, asked }: ChangesItem): Compared {
  const now = before.logoHash ? (
    <img src={`/media/${before.logoHash}.png`} alt="The logo that is public" />
  ) : null;
  // The address changes with the picture, so that no older one stays in sight.
  const asksFor = `/organise/letters/${slug}/changes/${id}/logo.png?${asked.fingerprint.slice(0, 12)}`;
  const then = {
    keep: now,
    replace: <img src={asksFor} alt="The logo that is asked for" />,
    remove: null,
  }[asked.logo];
  const none = <span className="desk-soft">none</span>;
  return { what: 'Logo', before: now ?? none, after: then ?? none, same: asked.logo === 'keep' };
}

function Decision({ changes, refused }: Pick<ChangesCardProps, 'changes' | 'refused'>) {
  const { id, before, asked } = changes;
  const hidden = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="seen" value={asked.fingerprint} />
    </>
  );
  return (
    <div className="desk-decision">
      <Form method="post" aria-label={`Accept the changes of ${before.organisation}`}>
        {hidden}
        <button type="submit" name="intent" value="accept" className="desk-button">
          Accept<span className="desk-hidden"> the changes of {before.organisation}</span>
        </button>
      </Form>
      <Form method="post" aria-label={`Decline the changes of ${before.organisation}`} noValidate>
        {hidden}
        <TextField
          id={`reason-${id}`}
          name="reason"
          label="Reason for declining (optional)"
          hint="The organisation reads this in a mail."
          multiline
          maxLength={1000}
          defaultValue={refused?.typed.reason}
          error={refused?.field === 'reason' ? refused.refusal.text : null}
        />
        <button type="submit" name="intent" value="decline" className="desk-button-quiet">
          Decline<span className="desk-hidden"> the changes of {before.organisation}</span>
        </button>
      </Form>
    </div>
  );
}

/** What is public and what is asked for, side by side; what stays the same is only named. */
export function ChangesCard({ slug, changes, mayDecide, refused }: ChangesCardProps) {
  const headingId = `changes-${changes.id}`;
  const compared = [...compareWords(changes), compareLogos(slug, changes)];
  const rows = compared
    .filter(({ same }) => !same)
    .map(({ what, before, after }) => ({ key: what, cells: [what, before, after] }));
  const stays = compared.filter(({ same }) => same).map(({ what }) => what);
  return (
    <article className="desk-card" aria-labelledby={headingId}>
      <h3 id={headingId}>
        <bdi>{changes.before.organisation}</bdi>
      </h3>
      <DataTable
        id={`compare-${changes.id}`}
        caption="What would change"
        columns={[{ label: 'What' }, { label: 'Public now' }, { label: 'Asked for' }]}
        rows={rows}
      />
      <p className="desk-soft">
        Asked for <TimeOf moment={changes.asked.askedAt} />.
        {stays.length > 0 ? ` As it is: ${stays.join(', ')}.` : null}
      </p>
      {mayDecide ? <Decision changes={changes} refused={refused} /> : null}
    </article>
  );
}
