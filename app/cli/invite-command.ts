import { type Command, Option } from 'commander';
import { inviteFormSchema } from '~/domain/endorsements/invitation';
import { describeInviteFault } from '~/domain/endorsements/invite-fault';
import {
  type InviteRefusal,
  inviteOrganisation,
} from '~/domain/endorsements/invite-organisation.server';
import { locales } from '~/i18n/locale';
import { CommandRefusal, print, say, unknownLetter, withContext } from './with-context';

type InviteOptions = {
  organisation: string;
  organisationEn: string;
  email: string;
  locale: string;
  note: string;
  representative?: string;
  country?: string;
  website?: string;
  founding?: string;
};

const refusals: Record<Exclude<InviteRefusal, 'not-found' | 'already-endorsed'>, string> = {
  closed: 'That letter takes no endorsements: it is a draft, or it has closed. Nothing was sent.',
  'already-invited':
    'That mailbox already holds an invitation to this letter; withdraw it on the desk first.',
  'mailbox-refused':
    'No mail may go to that mailbox now: its owner or its server has refused our mail, or it had three invitations today. Nothing was sent.',
};

export function addInviteCommand(endorsement: Command): void {
  endorsement
    .command('invite <slug>')
    .description('invite an organisation; it is shown as soon as its mailbox confirms')
    .requiredOption('--organisation <name>', 'in its own language and script')
    .requiredOption('--organisation-en <name>', 'in English')
    .requiredOption('--email <address>', 'the mailbox that may speak for it')
    .addOption(
      new Option('--locale <locale>', 'language of the mail')
        .choices(locales)
        .makeOptionMandatory(),
    )
    .requiredOption('--note <text>', 'how you know that this mailbox may speak for it')
    .option('--representative <name>', 'the person, if known')
    .option('--country <code>', 'two letters, ISO 3166')
    .option('--website <address>')
    .option('--founding <place>', 'its place among the founding organisations')
    .action(invite);
}

async function invite(slug: string, options: InviteOptions): Promise<void> {
  const { founding: foundingPosition, ...typed } = options;
  const parsed = inviteFormSchema.safeParse({ ...typed, foundingPosition });
  if (!parsed.success) {
    const sentences = parsed.error.issues.map(({ path, message }) =>
      describeInviteFault(String(path[0] ?? ''), message),
    );
    throw new CommandRefusal(`${[...new Set(sentences)].join('.\n')}. Nothing was sent.`);
  }
  await withContext(async (ctx) => {
    const actor = { kind: 'operator' } as const;
    const invited = await inviteOrganisation(ctx, { slug, form: parsed.data, actor });
    if (invited.ok) {
      print(invited.id);
      return say('Invited; the running worker sends the mail.');
    }
    if (invited.reason === 'not-found') throw unknownLetter(slug);
    if (invited.reason === 'already-endorsed') {
      const { id, organisation, state } = invited.endorsed;
      const page = `${ctx.publicUrl}/organise/letters/${slug}/endorsements?state=${state}`;
      throw new CommandRefusal(
        `${organisation} stands under that letter already (${state}, ${id}). Nothing was sent. See:\n${page}`,
      );
    }
    throw new CommandRefusal(refusals[invited.reason]);
  });
}
