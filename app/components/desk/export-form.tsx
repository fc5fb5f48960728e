import { type Choice, RadioSet } from './form-fields';

export type ExportChoice = { value: string; label: string; hint: string; allowed: boolean };

/** A form of its own kind: it answers with a file, so it never goes through the router. */
export function ExportForm(props: { action: string; exports: ExportChoice[]; formats: Choice[] }) {
  const { action, exports, formats } = props;
  const refused = exports.filter(({ allowed }) => !allowed);
  const offered = exports.filter(({ allowed }) => allowed);
  return (
    <>
      <form method="post" action={action}>
        <RadioSet
          id="export"
          name="export"
          legend="What do you need?"
          choices={offered}
          chosen={offered[0]?.value}
        />
        <RadioSet
          id="format"
          name="format"
          legend="In which format?"
          choices={formats}
          chosen={formats[0]?.value}
        />
        <button type="submit" className="desk-button">
          Download
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
