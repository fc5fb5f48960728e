import type { ActionFunction, LoaderFunction } from '@remix-run/node';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { approveEndorsement } from '~/domain/endorsements/approve-endorsement.server';
import { askForChanges } from '~/domain/endorsements/ask-for-changes.server';
import { askForMailbox } from '~/domain/endorsements/ask-for-mailbox.server';
import { confirmMailbox } from '~/domain/endorsements/confirm-mailbox.server';
import { listChanges } from '~/domain/endorsements/list-changes.server';
import { listMailboxChanges } from '~/domain/endorsements/list-mailbox-changes.server';
import { founderMoves } from '~/domain/endorsements/move-founder.server';
import { createTestContext, type TestContext } from '../support/database';
import { answerOf, deskRequest, loadContext, openSession } from '../support/desk';
import { endorse, endorseAndApprove, picture } from '../support/endorsed';
import { invite } from '../support/invitation';
import { createLetter, slug, waitingMails } from '../support/letter';

type RouteModule = { loader?: LoaderFunction; action?: ActionFunction };
const modules = import.meta.glob<RouteModule>('../../app/routes/organise.letters.$slug*.{ts,tsx}', {
  eager: true,
});
const sources = import.meta.glob<string>('../../app/routes/organise.letters.$slug*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const forms = import.meta.glob<string>('../../app/components/desk/*.tsx', {
  eager: true,
  query: '?raw',
  import: 'default',
});

/** What of the first letter each page and verb is tried with, under the address of the second. */
const ids = { waiting: '', approved: '', changing: '', invitation: '' };
const seen = { words: '', mailbox: '' };

type Sent = () => Record<string, string>;

/** Pages whose address names something; the name is that of the file. */
const addressed: Record<string, () => string> = {
  'changes_.$id_.logo[.]png': () => ids.changing,
  'endorsements_.$id_.logo[.]png': () => ids.waiting,
  'endorsements_.$id_.proof': () => ids.approved,
};

/** Pages that list what belongs to the letter. */
const lists = ['changes', 'endorsements', 'founders', 'invitations', 'preview'];

/** Verbs by page and intent, with everything that would make them work on the own letter. */
const verbs: Record<string, Record<string, Sent>> = {
  endorsements: {
    next: () => ({ id: ids.waiting }),
    previous: () => ({ id: ids.waiting }),
    approve: () => ({ id: ids.waiting, authorityBasis: 'known-contact' }),
    ask: () => ({ id: ids.waiting, question: 'Who agreed?' }),
    check: () => ({
      id: ids.waiting,
      contact: 'info@waiting.example',
      source: 'https://waiting.example/contact',
    }),
    decline: () => ({ id: ids.waiting, reason: 'No', template: 'no-authority' }),
  },
  changes: {
    accept: () => ({ id: ids.changing, seen: seen.words }),
    decline: () => ({ id: ids.changing, seen: seen.words, reason: 'No' }),
    'accept-mailbox': () => ({ id: ids.changing, seen: seen.mailbox }),
    'decline-mailbox': () => ({ id: ids.changing, seen: seen.mailbox, reason: 'No' }),
    coordinator: () => ({ coordinator: ids.approved }),
  },
  founders: {
    add: () => ({ id: ids.approved }),
    up: () => ({ id: ids.approved }),
    down: () => ({ id: ids.approved }),
    remove: () => ({ id: ids.approved }),
  },
  invitations: {
    withdraw: () => ({ id: ids.invitation }),
  },
};

/** Verbs that name nothing that exists. */
const naming = ['invite'];

let test$: TestContext;
let session: string;
const actor = { kind: 'operator' } as const;

beforeAll(async () => {
  test$ = await createTestContext();
  const { ctx } = test$;
  await createLetter(ctx);
  await createLetter(ctx, 'another-letter');
  session = await openSession(ctx, 'owner');
  const logo = await picture('#00aa00');
  const typed = { website: 'waiting.example', email: 'han@waiting.example' };
  ids.waiting = (await endorse(ctx, typed, { logo })).id;
  ids.approved = (await endorse(ctx)).id;
  const proof = { authorisedBy: '', note: '', file: Buffer.from('%PDF-1.7') };
  const authorityBasis = 'signed-letter' as const;
  await approveEndorsement(ctx, { id: ids.approved, actor, authorityBasis, proof });
  const { id, token } = await endorseAndApprove(ctx);
  ids.changing = id;
  const words = { organisation: 'Wanted', organisationEn: 'Wanted', names: {}, statement: null };
  await askForChanges(ctx, { token, words, logo, removeLogo: false });
  await askForMailbox(ctx, { token, email: 'office@elsewhere.example' });
  const mail = (await waitingMails(ctx, 'confirm-mailbox')).at(-1);
  await confirmMailbox(ctx, { token: mail?.props.confirmToken ?? '' });
  const asked = await listChanges(ctx, { slug });
  const mailboxes = await listMailboxChanges(ctx, { slug });
  if (!asked.ok || !mailboxes.ok) throw new Error('nothing is asked');
  seen.words = asked.changes[0]?.asked.fingerprint ?? '';
  seen.mailbox = mailboxes.mailboxes[0]?.changeId ?? '';
  ids.invitation = (await invite(ctx, actor)).id;
});
afterAll(() => test$.drop());

const fileOf = (name: string, files: string[]) =>
  files.find((file) => /\$slug\.(.+)\.tsx?$/.exec(file)?.[1] === name) ?? '';

function open(name: string, letter: string, id?: string): Promise<Response> {
  const { loader } = modules[fileOf(name, Object.keys(modules))] ?? {};
  if (!loader) throw new Error(`no page ${name}`);
  const request = deskRequest('/organise/anywhere', session);
  const params = { slug: letter, id };
  return answerOf(() => loader({ request, params, context: loadContext(test$.ctx) }));
}

function send(name: string, letter: string, fields: Record<string, string>): Promise<Response> {
  const { action } = modules[fileOf(name, Object.keys(modules))] ?? {};
  if (!action) throw new Error(`no verbs on ${name}`);
  const request = deskRequest('/organise/anywhere', session, fields);
  const params = { slug: letter };
  return answerOf(() => action({ request, params, context: loadContext(test$.ctx) }));
}

const tables = [
  'endorsements',
  'endorsement_changes',
  'endorsement_checks',
  'endorsement_invitations',
  'endorsement_proofs',
  'endorsement_questions',
  'mailbox_changes',
  'logos',
  'tokens',
  'messages',
  'audit_entries',
];

/** Every row about endorsements, and what was written on the way. */
async function everything(): Promise<string> {
  const parts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ row: string }>`
        select t::text as row from ${sql.table(table)} t order by 1`.execute(test$.ctx.db);
      return [table, ...rows.map(({ row }) => row)].join('\n');
    }),
  );
  return parts.join('\n');
}

const trials = Object.entries(verbs).flatMap(([page, intents]) =>
  Object.entries(intents).map(([intent, sent]) => ({ page, intent, sent })),
);

describe('an organiser of another letter', () => {
  test.each(Object.entries(addressed))('finds nothing at %s, which is there', async (name, id) => {
    expect((await open(name, 'another-letter', id())).status).toBe(404);
    expect((await open(name, slug, id())).status).toBe(200);
    for (const wrong of ["x'", '00000000-0000-0000-0000-000000000000', '']) {
      expect((await open(name, slug, wrong)).status, wrong).toBe(404);
    }
  });

  test.each(lists)('sees none of it on %s', async (name) => {
    const answer = await open(name, 'another-letter');
    const text = await answer.text();
    expect(answer.status).toBe(200);
    for (const word of [...Object.values(ids), 'Organisation', 'Wanted', 'elsewhere.example']) {
      expect(text, word).not.toContain(word);
    }
  });

  test.each(trials)(
    'cannot $intent on $page, and nothing changes',
    async ({ page, intent, sent }) => {
      const before = await everything();
      const answer = await send(page, 'another-letter', { ...sent(), intent });
      expect(answer.status).toBe(404);
      expect(await everything()).toBe(before);
    },
  );

  test('is refused for another reason than a wrong form: on the own letter each verb works', async () => {
    for (const { page, intent, sent } of trials) {
      // What was decided before has nothing left to decide, which is told, not hidden.
      const answer = await send(page, slug, { ...sent(), intent });
      expect([303, 409], `${intent}: ${await answer.clone().text()}`).toContain(answer.status);
    }
  });
});

describe('whoever adds a page or a verb about endorsements', () => {
  const aboutEndorsements =
    /~\/domain\/endorsements\/|~\/http\/[\w-]*(endorsement|mailbox|coordinator|invite)/;

  test('finds that each page is tried here', () => {
    const pages = Object.entries(sources)
      .filter(([, source]) => aboutEndorsements.test(source))
      .map(([file]) => /\$slug\.(.+)\.tsx?$/.exec(file)?.[1] ?? file);
    expect(pages.sort()).toEqual([...lists, ...Object.keys(addressed)].sort());
    for (const [file, { action }] of Object.entries(modules)) {
      const page = /\$slug\.(.+)\.tsx?$/.exec(file)?.[1] ?? file;
      if (pages.includes(page))
        expect(Object.keys(verbs).includes(page), page).toBe(Boolean(action));
    }
  });

  test('finds that each button is tried here', () => {
    const files = /\/(endorsement|check|changes|mailbox|coordinator|invitation)-[\w-]+\.tsx$/;
    const buttons = Object.entries(forms)
      .filter(([file]) => files.test(file))
      .flatMap(([, source]) => [...source.matchAll(/name="intent"\s+value="([\w-]+)"/g)])
      .map(([, intent]) => intent);
    const tried = [...naming, ...trials.map(({ intent }) => intent)];
    // Those of a list of moves are drawn from it.
    const drawn = [...buttons, ...founderMoves];
    expect([...new Set(drawn)].sort()).toEqual([...new Set(tried)].sort());
  });
});
