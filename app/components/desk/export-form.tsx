import { Link } from '@remix-run/react';
import { type Choice, RadioSet, SelectField } from './form-fields';

export type OfferedExport = { value: string; label: string; hint: string; allowed: boolean };

function ViewField({ view, signatures }: { view: string; signatures: string }) {
  return (
    <>
      <input type="hidden" name="view" value={view} />
      <RadioSet
        id="narrow"
        name="narrow"
        legend="Which signatures?"
        choices={[
          {
            value: 'yes',
            label: 'Those of the view',
            hint: 'Only what the table of signatures shows with these settings, and of these only whom the choice above may name.',
          },
          { value: 'no', label: 'All of them' },
        ]}
        chosen="yes"
      />
      <p>
        <Link to={`${signatures}${view}`}>Look at the view</Link>
      </p>
    </>
  );
}

/** What is wanted, in which format and on whose clocks; a look at it is next, and nothing leaves yet. */
export function ExportForm(props: {
  action: string;
  exports: OfferedExport[];
  formats: Choice[];
  zones: readonly string[];
  letterZone: string;
  /** A view of the table, as its address behind the question mark. */
  view?: string;
  /** Where the table is. */
  signatures: string;
}) {
  const { action, exports, formats, zones, letterZone, view, signatures } = props;
  const refused = exports.filter(({ allowed }) => !allowed);
  const offered = exports.filter(({ allowed }) => allowed);
  const first = ['UTC', letterZone];
  const sorted = [...new Set([...first, ...zones])];
  return (
    <>
      <form method="get" action={action}>
        <RadioSet
          id="export"
          name="export"
          legend="What do you need?"
          choices={offered}
          chosen={offered[0]?.value}
        />
        {view ? <ViewField view={view} signatures={signatures} /> : null}
        <RadioSet
          id="format"
          name="format"
          legend="In which format?"
          choices={formats}
          chosen={formats[0]?.value}
        />
        <SelectField
          id="zone"
          name="zone"
          label="Times on the clocks of"
          choices={sorted.map((zone) => ({
            value: zone,
            label: zone === letterZone ? `${zone} (the letter’s zone)` : zone,
          }))}
          chosen="UTC"
        />
        <button type="submit" className="desk-button">
          Look at it first
        </button>
      </form>
      {refused.length > 0 ? (
        <p>
          Your role does not include: {refused.map(({ label }) => label).join('; ')}. Ask an owner
          of this desk.
        </p>
      ) : null}
    </>
  );
}
