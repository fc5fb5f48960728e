import { Form, Link } from '@remix-run/react';
import type { ExportState } from '~/domain/exports/export';
import { exportStateLabels } from './export-state-labels';
import { FactList } from './fact-list';
import { writeCount, writeSize } from './figures';
import type { Moment } from './moments';
import { StateTag } from './state-tag';
import { TimeOf } from './time-of';

type Made = {
  label: string;
  state: ExportState;
  streamed: boolean;
  /** Whether whoever looks may fetch the file. */
  own: boolean;
  narrowed: boolean;
  format: string;
  timeZone: string;
  encrypted: boolean;
  reason: string | null;
  rows: number;
  expected: number;
  countedOnly: number | null;
  bytes: number | null;
  sha256: string | null;
  fileName: string;
  by: string;
  requestedAt: Moment;
  expiresAt: Moment | null;
};

function sentenceOf({ state, streamed, own }: Made): string {
  if (state === 'ready' && streamed) {
    return 'The file was downloaded when it was asked for and is not kept. Its manifest can be read here for 24 hours.';
  }
  if (state === 'ready' && !own) {
    return 'The file is ready for whoever asked for it. A full record is given to nobody else.';
  }
  return {
    queued: 'The file waits for its turn. You may leave this page; the work goes on.',
    running: 'The file is being made. You may leave this page; the work goes on.',
    ready: 'The file is ready.',
    failed: 'The file did not become whole. Nothing of it is kept; ask for it once more.',
    cancelled: 'The export was called off. Nothing of the file is kept.',
    expired: 'The file was deleted after 24 hours. Ask for it once more if you need it.',
  }[state];
}

function Working({ made }: { made: Made }) {
  const { rows, expected } = made;
  return (
    <>
      <p>
        <label htmlFor="progress">
          {writeCount(rows)} of {writeCount(expected)} rows
        </label>
        <progress
          id="progress"
          className="desk-progress"
          value={rows}
          max={Math.max(1, expected)}
        />
      </p>
      <p>
        <Link to=".">Look again</Link>
      </p>
    </>
  );
}

function CancelButton({ ready }: { ready: boolean }) {
  return (
    <Form method="post">
      <button type="submit" name="intent" value="cancel" className="desk-button-quiet">
        {ready ? 'Delete the file now' : 'Call it off'}
      </button>
    </Form>
  );
}

/** How far an export is, the way to its file while there is one, and what can be done with it now. */
export function ExportProgress({ made, zone, path }: { made: Made; zone: string; path: string }) {
  const { state, streamed, own, expiresAt } = made;
  const busy = state === 'queued' || state === 'running';
  const ready = state === 'ready';
  return (
    <>
      <p className="desk-lead">{sentenceOf(made)}</p>
      {busy ? <Working made={made} /> : null}
      {ready && !streamed && own ? (
        <form method="post" action={`${path}/file`}>
          <button type="submit" className="desk-button">
            Download the file
          </button>
        </form>
      ) : null}
      {ready ? (
        <p>
          <a href={`${path}/manifest`}>Manifest with its SHA-256</a>
        </p>
      ) : null}
      {(busy || ready) && !streamed ? <CancelButton ready={ready} /> : null}
      <FactList
        facts={[
          { term: 'What', value: made.label },
          { term: 'State', value: <StateTag state={state} label={exportStateLabels[state]} /> },
          { term: 'Rows', value: writeCount(ready ? made.rows : made.expected) },
          ...(made.countedOnly === null
            ? []
            : [{ term: 'Counted only, not in the file', value: writeCount(made.countedOnly) }]),
          { term: 'Which', value: made.narrowed ? 'Only those of a view' : 'All' },
          { term: 'Format', value: made.format.toUpperCase() },
          { term: 'Times on the clocks of', value: made.timeZone },
          { term: 'Encrypted', value: made.encrypted ? 'for an age recipient' : 'no' },
          ...(made.reason ? [{ term: 'Reason', value: made.reason }] : []),
          {
            term: 'Asked for',
            value: (
              <>
                <TimeOf moment={made.requestedAt} /> ({zone}), {made.by}
              </>
            ),
          },
          ...(ready && made.bytes !== null
            ? [
                { term: 'File', value: made.fileName },
                { term: 'Size', value: writeSize(made.bytes) },
                { term: 'SHA-256', value: made.sha256 },
              ]
            : []),
          ...(ready && expiresAt
            ? [{ term: 'Deleted', value: <TimeOf moment={expiresAt} /> }]
            : []),
        ]}
      />
    </>
  );
}
