import { Form } from '@remix-run/react';
import { organiserRoles } from '~/domain/organisers/organiser';
import { RadioSet, TextField } from './form-fields';
import type { Refusal } from './refusal-notice';
import { roleHints, roleLabels } from './role-labels';

const choices = organiserRoles.map((role) => ({
  value: role,
  label: roleLabels[role],
  hint: roleHints[role],
}));

/** Gives somebody a role on this letter, or another one. */
export function TeamForm(props: { typed: Record<string, string>; fault: Refusal | null }) {
  const { typed, fault } = props;
  const errorOf = (field: string) => (fault?.fieldId === field ? fault.text : null);
  return (
    <section aria-labelledby="give-role">
      <h2 id="give-role">Give a role</h2>
      <Form method="post">
        <TextField
          id="email"
          name="email"
          label="Mailbox"
          hint="A mail tells where to sign in. For somebody who has a role here already, the new one takes its place."
          type="text"
          inputMode="email"
          autoComplete="off"
          spellCheck={false}
          maxLength={254}
          defaultValue={typed.email}
          error={errorOf('email')}
        />
        <RadioSet
          id="role"
          name="role"
          legend="Role on this letter"
          choices={choices}
          chosen={typed.role}
          error={errorOf('role')}
        />
        <button type="submit" name="intent" value="give" className="desk-button">
          Give this role
        </button>
      </Form>
    </section>
  );
}
