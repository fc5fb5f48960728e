import { Form } from '@remix-run/react';
import { accessScopes, longestLabel, tokenLifetimes } from '~/domain/access/access-token';
import { scopeLabels } from './access-labels';
import { DataTable } from './data-table';
import { CheckBox, RadioSet, TextField } from './form-fields';
import type { Moment } from './moments';
import type { Refusal } from './refusal-notice';
import { TimeOf } from './time-of';

export type ShownToken = {
  id: string;
  label: string;
  scopes: (typeof accessScopes)[number][];
  createdBy: string;
  expiresAt: Moment;
  lastUsedOn: string | null;
  state: 'live' | 'expired' | 'revoked';
};

/** The tokens that exist; each that lives can be ended here. */
export function AccessTokenTable({ tokens }: { tokens: ShownToken[] }) {
  if (tokens.length === 0) return <p>No program has a token yet.</p>;
  const rows = tokens.map((token) => ({
    key: token.id,
    cells: [
      token.label,
      token.scopes.map((scope) => scopeLabels[scope].label).join(', '),
      token.createdBy,
      token.lastUsedOn ?? 'never',
      <TimeOf key="end" moment={token.expiresAt} />,
      token.state === 'live' ? (
        <Form key="end-it" method="post">
          <input type="hidden" name="id" value={token.id} />
          <button
            type="submit"
            name="intent"
            value="revoke-token"
            className="desk-button-quiet"
            aria-label={`Revoke the token “${token.label}”`}
          >
            Revoke
          </button>
        </Form>
      ) : (
        token.state
      ),
    ],
  }));
  const columns = ['For', 'May read', 'Made by', 'Last used on', 'Ends', 'State'];
  return (
    <DataTable
      id="tokens"
      caption="Tokens of this letter"
      columns={columns.map((label) => ({ label }))}
      rows={rows}
    />
  );
}

export function AccessTokenForm(props: {
  id: string;
  typed: Record<string, string>;
  fault: Refusal | null;
}) {
  const { id, typed, fault } = props;
  const errorOf = (field: string) => (fault?.fieldId === `token-${field}` ? fault.text : null);
  const scopesError = errorOf('scopes');
  return (
    <Form method="post">
      <h3>Make a token</h3>
      <input type="hidden" name="id" value={id} />
      <TextField
        id="token-label"
        name="label"
        label="What it is for"
        maxLength={longestLabel}
        defaultValue={typed.label}
        error={errorOf('label')}
      />
      <fieldset
        className={scopesError ? 'desk-field desk-field-invalid' : 'desk-field'}
        aria-describedby={scopesError ? 'token-scopes-error' : undefined}
      >
        <legend>It may read</legend>
        {scopesError ? (
          <p id="token-scopes-error" className="desk-field-error">
            <span className="desk-hidden">Error: </span>
            {scopesError}
          </p>
        ) : null}
        {accessScopes.map((scope, index) => (
          <CheckBox
            key={scope}
            id={index === 0 ? 'token-scopes' : `token-scope-${scope}`}
            name={`scope-${scope}`}
            checked={typed[`scope-${scope}`] === 'yes'}
            {...scopeLabels[scope]}
          />
        ))}
      </fieldset>
      <RadioSet
        id="token-lifetime"
        name="lifetime"
        legend="It ends after"
        choices={tokenLifetimes.map((count) => ({ value: String(count), label: `${count} days` }))}
        chosen={typed.lifetime}
        error={errorOf('lifetime')}
      />
      <button type="submit" name="intent" value="create-token" className="desk-button">
        Make the token
      </button>
    </Form>
  );
}
