import { type FactorChoice, FactorFields } from './factor-fields';
import { stepUpField } from './proof-fields';

/**
 * Asks for the second factor and carries along what was on its way. A form of the browser's own, not
 * the router's: its answer may send the browser to a file, with the form.
 */
export function ConfirmIdentityForm(props: {
  back: string;
  carried: [string, string][] | null;
  choice: FactorChoice;
  fault: { fieldId?: string; text: string } | null;
}) {
  const { back, carried, choice, fault } = props;
  const action = `/organise/confirm-identity?back=${encodeURIComponent(back)}`;
  return (
    <form method="post" action={action} noValidate>
      {(carried ?? []).map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same name and value may come twice
        <input key={`${index} ${name}`} type="hidden" name={name} value={value} />
      ))}
      <input type="hidden" name={stepUpField} value={carried ? 'form' : 'page'} />
      <FactorFields choice={choice} button="Confirm and go on" fault={fault} />
      <p>
        <a href={back}>Leave it</a>
      </p>
    </form>
  );
}
