import { Link } from '@remix-run/react';
import { DataTable } from './data-table';
import { FactList } from './fact-list';
import { writeCount } from './figures';
import { TextField } from './form-fields';
import { Notice } from './notice';
import type { Refusal } from './refusal-notice';

type Preview = {
  label: string;
  /** What the form sends on. */
  fields: Record<string, string>;
  format: string;
  timeZone: string;
  narrowed: boolean;
  rowCount: number;
  countedOnly: number | null;
  /** So many rows that the worker makes the file. */
  later: boolean;
  full: boolean;
  /** How many more full records there may be today. */
  left: number | null;
  sample: { columns: readonly string[]; rows: string[][] };
};

function Sample({ sample, rowCount }: Pick<Preview, 'sample' | 'rowCount'>) {
  const { columns, rows } = sample;
  if (rows.length === 0)
    return <p>There is no such row now; the file would have its heading only.</p>;
  return (
    <div className="desk-sample">
      <DataTable
        id="sample"
        caption={`The first ${rows.length} of ${writeCount(rowCount)} rows. What is not public is masked here; the file has it whole.`}
        columns={columns.map((label) => ({ label }))}
        rows={rows.map((cells) => ({ key: cells[0] ?? '', cells }))}
      />
    </div>
  );
}

/** What would leave, and the button by which it does. The form answers with a file, so no router. */
export function ExportPreview(
  props: Preview & { path: string; typed?: Record<string, string>; refusal?: Refusal },
) {
  const { label, fields, format, timeZone, narrowed, rowCount, countedOnly, later, full } = props;
  const { left, path, typed, refusal } = props;
  const faultOf = (id: string) => (refusal?.fieldId === id ? refusal.text : null);
  return (
    <>
      <FactList
        facts={[
          { term: 'What', value: label },
          { term: 'Rows', value: <strong>{writeCount(rowCount)}</strong> },
          ...(countedOnly === null
            ? []
            : [{ term: 'Counted only, not in the file', value: writeCount(countedOnly) }]),
          { term: 'Which', value: narrowed ? 'Only those of the view' : 'All' },
          { term: 'Format', value: format.toUpperCase() },
          { term: 'Times on the clocks of', value: timeZone },
        ]}
      />
      <Sample {...props} />
      {full ? (
        <Notice kind="warn">
          This is everything, also about people who asked to be counted only. It is recorded with
          your reason, and every owner of the letter gets a mail. You may have {left} more such{' '}
          {left === 1 ? 'file' : 'files'} today.
        </Notice>
      ) : null}
      <form method="post" action={`${path}/new?${new URLSearchParams(fields)}`}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {full ? (
          <TextField
            id="reason"
            name="reason"
            label="What is it needed for?"
            hint="At least 10 characters. Owners read it; do not name signatories."
            error={faultOf('reason')}
            multiline
            maxLength={500}
            defaultValue={typed?.reason}
          />
        ) : null}
        <TextField
          id="recipient"
          name="recipient"
          label="Encrypt for (optional)"
          hint="A public key of age, which begins with age1. Only its owner can open the file then."
          error={faultOf('recipient')}
          autoComplete="off"
          spellCheck={false}
          defaultValue={typed?.recipient}
        />
        {later ? (
          <p>
            With so many rows the file is made in the background; you see how far it is, and can
            fetch it for 24 hours.
          </p>
        ) : null}
        <button type="submit" className="desk-button">
          {later ? 'Make the file' : 'Download'}
        </button>
      </form>
      <p>
        <Link to={path}>Choose something else</Link>
      </p>
    </>
  );
}
