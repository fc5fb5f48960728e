import type { VersionKind } from '~/domain/versions/letter-version';
import type { AskingView } from '~/domain/versions/list-desk-versions.server';
import { AskingProgress } from './asking-progress';
import { FactList } from './fact-list';
import { writePeople } from './figures';
import type { Moment } from './moments';
import { TimeOf } from './time-of';
import { versionKindLabels } from './version-labels';

type Entry = {
  number: number;
  kind: VersionKind;
  hash: string;
  summary: string | null;
  publishedAt: Moment;
  publishedBy: string | null;
  people: number;
  asking: AskingView | null;
};

/** One text that the letter has had, as its organisers see it. */
export function DeskVersionEntry(props: {
  slug: string;
  zone: string;
  version: Entry;
  present: boolean;
}) {
  const { slug, zone, version, present } = props;
  const { number, summary, publishedBy, asking } = version;
  const id = `version-${number}`;
  return (
    <section aria-labelledby={id} className="desk-version">
      <h2 id={id}>
        Version {number}
        {present ? ', the present text' : ''}
      </h2>
      <FactList
        facts={[
          { term: 'Kind', value: versionKindLabels[version.kind] },
          ...(summary ? [{ term: 'What changed', value: summary }] : []),
          {
            term: 'Published',
            value: (
              <>
                <TimeOf moment={version.publishedAt} /> ({zone})
                {publishedBy ? `, ${publishedBy}` : null}
              </>
            ),
          },
          { term: 'Signatures that count for it', value: writePeople(version.people) },
          { term: 'Hash (SHA-256)', value: <code>{version.hash}</code> },
        ]}
      />
      {asking ? <AskingProgress number={number} asking={asking} /> : null}
      <p>
        <a href={`/letters/${slug}/versions/${number}`}>See it as the public does</a>
      </p>
    </section>
  );
}
