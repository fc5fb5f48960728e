import { Form } from '@remix-run/react';
import type { RuleEffect, RuleSubject } from '~/domain/protection/signing-rule';
import { DataTable } from './data-table';
import type { Moment } from './moments';
import { ruleEffectLabels, ruleSubjectLabels } from './protection-labels';
import { TimeOf } from './time-of';

type Rule = {
  id: string;
  effect: RuleEffect;
  subject: RuleSubject;
  value: string;
  label: string | null;
  reason: string;
  live: boolean;
  everywhere: boolean;
  createdBy: string;
  createdAt: Moment;
  validUntil: Moment | null;
  endedAt: Moment | null;
};

const columns = [
  { label: 'Rule' },
  { label: 'Until' },
  { label: 'Reason' },
  { label: 'Added' },
  { label: 'End it' },
];

function EndForm({ rule }: { rule: Rule }) {
  if (rule.everywhere) return <span className="desk-soft">for every letter</span>;
  return (
    <Form method="post" className="desk-inline-form">
      <input type="hidden" name="id" value={rule.id} />
      <button type="submit" name="intent" value="end" className="desk-button-quiet">
        End<span className="desk-hidden"> the rule about {rule.value}</span>
      </button>
    </Form>
  );
}

function cellsOf(rule: Rule) {
  const ended = rule.endedAt ?? rule.validUntil;
  return [
    <span key="rule" className="desk-breakable">
      {ruleSubjectLabels[rule.subject]} <bdi>{rule.value}</bdi>{' '}
      <strong>{ruleEffectLabels[rule.effect]}</strong>
      {rule.label ? (
        <>
          {' '}
          (<bdi>{rule.label}</bdi>)
        </>
      ) : null}
    </span>,
    rule.live && !rule.validUntil ? 'until you end it' : <TimeOf key="until" moment={ended} />,
    <span key="reason" className="desk-breakable">
      {rule.reason}
    </span>,
    <span key="added" className="desk-breakable">
      <TimeOf moment={rule.createdAt} />, {rule.createdBy}
    </span>,
    rule.live ? <EndForm key="end" rule={rule} /> : 'ended',
  ];
}

/** The rules in force, and behind a closed heading those that have ended. */
export function RuleList({ rules }: { rules: Rule[] }) {
  const rows = (live: boolean) =>
    rules
      .filter((rule) => rule.live === live)
      .map((rule) => ({ key: rule.id, cells: cellsOf(rule) }));
  const ended = rows(false);
  const live = rows(true);
  return (
    <section aria-labelledby="rules-heading">
      <h2 id="rules-heading">In force now</h2>
      {live.length > 0 ? (
        <DataTable id="live" caption="Rules, newest first" columns={columns} rows={live} />
      ) : (
        <p>There is no rule.</p>
      )}
      {ended.length > 0 ? (
        <details className="desk-more">
          <summary>Rules that have ended ({ended.length})</summary>
          <DataTable
            id="ended"
            caption="Ended rules, newest first"
            columns={columns}
            rows={ended}
          />
        </details>
      ) : null}
    </section>
  );
}
