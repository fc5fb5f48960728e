import { Form } from '@remix-run/react';
import { writeSize } from './figures';
import { TextField } from './form-fields';
import type { Moment } from './moments';
import { TimeOf } from './time-of';

export type ShownScan = { id: string; type: string; hash: string; size: number; addedAt: Moment };

function Scan(props: { scan: ShownScan; place: number; scanPath: string; mayChange: boolean }) {
  const { scan, place, scanPath, mayChange } = props;
  const kind = scan.type === 'application/pdf' ? 'PDF' : 'picture';
  return (
    <li>
      <p>
        Scan {place}: {kind}, {writeSize(scan.size)}, added <TimeOf moment={scan.addedAt} />
        <br />
        <span className="desk-soft">
          SHA-256 <code>{scan.hash}</code>
        </span>
      </p>
      {mayChange ? (
        <div className="desk-button-row">
          <Form method="post" action={scanPath} reloadDocument>
            <input type="hidden" name="scan" value={scan.id} />
            <button type="submit" className="desk-button-quiet">
              Download<span className="desk-hidden"> scan {place}</span>
            </button>
          </Form>
          <Form method="post">
            <input type="hidden" name="scan" value={scan.id} />
            <button type="submit" name="intent" value="remove" className="desk-button-quiet">
              Remove for good<span className="desk-hidden">: scan {place}</span>
            </button>
          </Form>
        </div>
      ) : null}
    </li>
  );
}

/** The sheets as pictures or PDF, to be saved and opened elsewhere, never shown in this page. */
export function PaperScans(props: {
  scans: ShownScan[];
  scanPath: string;
  mayChange: boolean;
  mayAdd: boolean;
  error: string | null;
}) {
  const { scans, scanPath, mayChange, mayAdd, error } = props;
  return (
    <section aria-labelledby="scans-heading">
      <h2 id="scans-heading">Scans of the sheets</h2>
      {scans.length > 0 ? (
        <ol className="desk-scans">
          {scans.map((scan, index) => (
            <Scan
              key={scan.id}
              scan={scan}
              place={index + 1}
              scanPath={scanPath}
              mayChange={mayChange}
            />
          ))}
        </ol>
      ) : (
        <p>No scan has been added.</p>
      )}
      {mayAdd ? (
        <Form method="post" encType="multipart/form-data">
          <input type="hidden" name="intent" value="add" />
          <TextField
            id="scans"
            name="scans"
            label="Add scans"
            hint="PDF, PNG, JPEG or WebP, at most 10 MB each and 30 MB together. They are stored encrypted; who downloads one is on record."
            type="file"
            accept="application/pdf,image/png,image/jpeg,image/webp"
            multiple
            error={error}
          />
          <button type="submit" className="desk-button-quiet">
            Add the scans
          </button>
        </Form>
      ) : null}
    </section>
  );
}
