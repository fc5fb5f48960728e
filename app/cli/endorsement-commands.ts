import { type Command, Option } from 'commander';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { declineEndorsement } from '~/domain/endorsements/decline-endorsement.server';
import {
  type AuthorityBasis,
  authorityBases,
  type EndorsementState,
  endorsementStates,
} from '~/domain/endorsements/endorsement';
import { listEndorsements } from '~/domain/endorsements/list-endorsements.server';
import { setCoordinator } from '~/domain/endorsements/set-coordinator.server';
import { addInviteCommand } from './invite-command';
import { CommandRefusal, print, printJson, say, unknownLetter, withContext } from './with-context';

const actor = { kind: 'operator' } as const;

export function addEndorsementCommands(program: Command): void {
  const endorsement = program.command('endorsement').description('organisations that endorse');
  endorsement
    .command('list <slug>')
    .addOption(new Option('--state <state>').choices(endorsementStates))
    .option('--json', 'as JSON')
    .action(list);
  endorsement
    .command('approve <id>')
    .description('put a waiting organisation on the letter')
    .addOption(
      new Option('--basis <basis>', 'on what its authority rests')
        .choices(authorityBases)
        .default('known-contact'),
    )
    .option('--note <text>', 'where the proof is kept; needed for a signed letter')
    .action(async (id: string, options: { basis: AuthorityBasis; note?: string }) =>
      withContext(async (ctx) => {
        const { basis: authorityBasis } = options;
        const proof = { authorisedBy: '', note: options.note ?? '', file: null };
        report(await approveEndorsement(ctx, { id, actor, authorityBasis, proof }), 'Approved.');
      }),
    );
  endorsement
    .command('decline <id>')
    .description('decline a waiting organisation; the reason is mailed to its representative')
    .requiredOption('--reason <text>')
    .action(async (id: string, options: { reason: string }) =>
      withContext(async (ctx) => {
        report(await declineEndorsement(ctx, { id, actor, reason: options.reason }), 'Declined.');
      }),
    );
  addInviteCommand(endorsement);
  endorsement
    .command('coordinator <id>')
    .description('put an approved organisation first, as the one that coordinates the letter')
    .option('--clear', 'take that away from it')
    .action(coordinate);
}

async function coordinate(id: string, options: { clear?: boolean }): Promise<void> {
  await withContext(async (ctx) => {
    const coordinator = options.clear !== true;
    const set = await setCoordinator(ctx, { id, coordinator, actor });
    if (!set.ok) throw new CommandRefusal(coordinatorRefusals[set.reason]);
    say(coordinator ? 'It coordinates the letter.' : 'It does not coordinate the letter.');
  });
}

const coordinatorRefusals = {
  'not-found': 'There is no such endorsement.',
  'not-approved': 'That endorsement is not approved; nothing was changed.',
};

async function list(
  slug: string,
  options: { state?: EndorsementState; json?: boolean },
): Promise<void> {
  await withContext(async (ctx) => {
    const listed = await listEndorsements(ctx, { slug, state: options.state });
    if (!listed.ok) throw unknownLetter(slug);
    if (options.json) return printJson(listed.endorsements);
    for (const { id, state, organisation } of listed.endorsements) {
      print(`${id}\t${state}\t${organisation}`);
    }
  });
}

type Decided = Awaited<ReturnType<typeof approveEndorsement | typeof declineEndorsement>>;

const refusals: Record<Extract<Decided, { ok: false }>['reason'], string> = {
  'not-found': 'There is no such endorsement.',
  'not-waiting': 'That endorsement is not waiting for a decision; nothing was changed.',
  held: 'An organiser is looking at that endorsement just now; nothing was changed.',
  'other-now': 'The organisation has changed its entry meanwhile; nothing was changed.',
  'not-vouched': 'No published contact has said yes; nothing was changed.',
  'reason-missing': 'Give a reason; nothing was changed.',
  'reason-too-long': 'Shorten the reason to 1,000 characters; nothing was changed.',
  'proof-missing': 'Say with --note where the signed letter is kept; nothing was changed.',
  'proof-unreadable': 'The proof is no PDF, PNG or JPEG; nothing was changed.',
  'proof-note-too-long': 'Shorten the note to 300 characters; nothing was changed.',
};

function report(decided: Decided, done: string): void {
  if (!decided.ok) throw new CommandRefusal(refusals[decided.reason]);
  say(done);
}
