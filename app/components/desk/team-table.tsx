import { Form } from '@remix-run/react';
import type { TeamMember } from '~/domain/organisers/list-team.server';
import { DataTable } from './data-table';
import { roleLabels } from './role-labels';

const columns = [
  { label: 'Mailbox' },
  { label: 'Role' },
  { label: 'Where' },
  { label: 'Take away' },
];

function TakeForm({ member }: { member: TeamMember }) {
  return (
    <Form method="post" className="desk-inline-form">
      <input type="hidden" name="id" value={member.id} />
      <button type="submit" name="intent" value="take" className="desk-button-quiet">
        Take away<span className="desk-hidden"> the role of {member.email}</span>
      </button>
    </Form>
  );
}

/** Everybody who has a role on the letter, and the way to take it away. */
export function TeamTable({ members, self }: { members: TeamMember[]; self: string }) {
  const rows = members.map((member) => ({
    key: member.id,
    cells: [
      <span key="mailbox" className="desk-breakable">
        {member.email}
        {member.id === self ? ' (you)' : ''}
      </span>,
      roleLabels[member.role],
      member.everywhere ? 'the whole installation' : 'this letter',
      member.everywhere ? 'by the operator' : <TakeForm key="take" member={member} />,
    ],
  }));
  return <DataTable id="team" caption="Who works on this letter" columns={columns} rows={rows} />;
}
