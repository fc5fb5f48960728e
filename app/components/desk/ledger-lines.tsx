import { Form } from '@remix-run/react';
import type { LedgerLine } from '~/domain/deliveries/read-ledger.server';
import { TextField } from './form-fields';
import { evidenceLabels } from './ledger-labels';
import type { Moment } from './moments';
import { channelLabels, deliveryStateLabel } from './state-labels';
import { TimeOf } from './time-of';

export type ShownLine = Omit<LedgerLine, 'happenedAt' | 'recordedAt'> & {
  happenedAt: Moment;
  recordedAt: Moment;
};

function LineText({ line }: { line: ShownLine }) {
  const { state, channel, corrects, corrected, evidenceKind, evidence } = line;
  const label = deliveryStateLabel(state, channel);
  // Of these the kind says it all; the others have an answer or a code of their own.
  const words = evidenceKind && evidenceKind !== 'bounce' ? null : evidence;
  return (
    <>
      <p>
        <strong className={corrected ? 'desk-ledger-corrected' : undefined}>
          {corrects === null ? label : `corrected: again ${label}`}
        </strong>
        {corrected ? ' (taken back by a later line)' : null}, {channelLabels[channel]},{' '}
        <TimeOf moment={line.happenedAt} />
      </p>
      {evidenceKind ? <p>Evidence: {evidenceLabels[evidenceKind]}</p> : null}
      {words ? <p>{words}</p> : null}
      {line.fileHash ? (
        <p className="desk-soft">
          SHA-256 <code>{line.fileHash}</code>
        </p>
      ) : null}
    </>
  );
}

function LineNote({ line, evidencePath }: { line: ShownLine; evidencePath: string | null }) {
  const { note, fileHash, fileKept, recordedBy } = line;
  return (
    <>
      {note?.who ? <p>Who: {note.who}</p> : null}
      {note?.note ? <p>Note: {note.note}</p> : null}
      {recordedBy ? (
        <p className="desk-soft">
          Recorded by {recordedBy === 'room' ? 'the addressee' : recordedBy},{' '}
          <TimeOf moment={line.recordedAt} />
        </p>
      ) : null}
      {fileHash && !fileKept ? <p className="desk-soft">The file has been erased.</p> : null}
      {fileHash && fileKept && evidencePath ? (
        <Form method="post" action={evidencePath} reloadDocument>
          <input type="hidden" name="line" value={line.id} />
          <button type="submit" className="desk-button-quiet">
            Download the evidence<span className="desk-hidden"> of line {line.id}</span>
          </button>
        </Form>
      ) : null}
    </>
  );
}

/** The ledger, oldest line first; nothing in it is ever changed. */
export function LedgerLines(props: {
  lines: ShownLine[];
  evidencePath: string | null;
  correctable: number | null;
  error: string | null;
  typed?: string;
}) {
  const { lines, evidencePath, correctable, error, typed } = props;
  return (
    <section aria-labelledby="ledger-heading">
      <h2 id="ledger-heading">On record</h2>
      <ol className="desk-ledger">
        {lines.map((line) => (
          <li key={line.id}>
            <LineText line={line} />
            <LineNote line={line} evidencePath={evidencePath} />
          </li>
        ))}
      </ol>
      {correctable === null ? null : (
        <details open={error !== null}>
          <summary>The last line is a mistake</summary>
          <Form method="post" encType="multipart/form-data">
            <input type="hidden" name="line" value={correctable} />
            <p>
              It stays in the record, and a further line says that it was wrong. The delivery is
              again what it was before.
            </p>
            <TextField
              id="why"
              name="why"
              label="Why is it wrong?"
              multiline
              error={error}
              defaultValue={typed}
            />
            <button type="submit" name="intent" value="correct" className="desk-button-quiet">
              Correct the last line
            </button>
          </Form>
        </details>
      )}
    </section>
  );
}
