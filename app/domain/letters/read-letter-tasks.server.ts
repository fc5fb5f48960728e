import type { Context } from '~/context.server';
import { listTargets } from '~/db/deliveries.server';
import { countEndorsements } from '~/db/endorsements.server';
import { findTested, isVersionInUse } from '~/db/letter-publishing.server';
import type { Locale } from '~/i18n/locale';
import { addressIsStale } from '../deliveries/target';
import { hashLetterVersion } from './hash-letter-version.server';
import type { LetterTask, TaskName, TaskState } from './letter-task';
import type { LetterView } from './letter-view';
import { loadWriting, type Writing } from './load-writing.server';
import { readDraftTexts } from './read-draft-texts.server';
import { textStatus } from './text-status.server';

export type LetterTasks = {
  tasks: LetterTask[];
  /** What stands between the letter and its readers; empty when it may be published. */
  blocking: LetterTask[];
  /** The hash that its texts would have now; null while they are not complete. */
  draftHash: string | null;
  /** The public text was signed or sent, so that it stays. */
  fixed: boolean;
  testedAt: Date | null;
};

/**
 * How far a letter is on its way to its readers, computed from what is stored: nobody ticks
 * anything off. Of each language the letter is offered in there is one task.
 */
export async function readLetterTasks(ctx: Context, letter: LetterView): Promise<LetterTasks> {
  const { db } = ctx;
  const [texts, background, drafts, targets, organisations, tested, fixed] = await Promise.all([
    loadWriting(db, { letterId: letter.id, kind: 'letter' }),
    loadWriting(db, { letterId: letter.id, kind: 'background' }),
    readDraftTexts(ctx, letter),
    listTargets(db, letter.id),
    countEndorsements(db, letter.id),
    findTested(db, letter.id),
    isVersionInUse(db, letter.version.id),
  ]);
  if (!texts || !background) throw new Error('a letter without its row');
  const draftHash = drafts.ok ? hashLetterVersion(drafts.texts, letter.locales) : null;
  const before = [
    ...texts.offered.map((locale) => textTask(texts, locale)),
    optional('addressee', addresseeState(targets, ctx.clock.now()), targets.length === 0),
    optional('organisations', organisationState(organisations)),
    backgroundTask(background),
    required('privacy', privacyState(letter, texts)),
    required('test', testState(draftHash, tested.tested_hash)),
  ];
  const blocking = before.filter(({ blocks }) => blocks);
  const publish = optional('publish', publishState(letter, draftHash, blocking.length === 0));
  return {
    tasks: [...before, publish],
    blocking,
    draftHash,
    fixed,
    testedAt: tested.tested_at,
  };
}

function required(name: TaskName, state: TaskState): LetterTask {
  return { name, locale: null, state, blocks: state !== 'completed', missing: 0, languages: [] };
}

function optional(name: TaskName, state: TaskState, blocks = false): LetterTask {
  return { name, locale: null, state, blocks, missing: 0, languages: [] };
}

function textTask(texts: Writing, locale: Locale): LetterTask {
  const { status, missing } = textStatus(texts, locale);
  const name = locale === texts.masterLocale ? 'letter' : 'translation';
  const blocks = status !== 'completed';
  return { name, locale, state: status, blocks, missing: missing.length, languages: [] };
}

function addresseeState(targets: readonly { checked_on: string | null }[], now: Date): TaskState {
  if (targets.length === 0) return 'not-started';
  if (targets.some((target) => target.checked_on === null)) return 'in-progress';
  return targets.some((target) => addressIsStale(target.checked_on, now))
    ? 'out-of-date'
    : 'completed';
}

function organisationState(groups: readonly { state: string; count: number }[]): TaskState {
  if (groups.some(({ state }) => state === 'approved')) return 'completed';
  return groups.some(({ state }) => state === 'waiting' || state === 'unconfirmed')
    ? 'in-progress'
    : 'not-started';
}

/** A translation that is not there is no fault: the master's background stands in for it. */
function backgroundTask(writing: Writing): LetterTask {
  const statuses = writing.offered.map((locale) => textStatus(writing, locale).status);
  const worst = (['in-progress', 'out-of-date', 'completed'] as const).find((status) =>
    statuses.includes(status),
  );
  const said = worst === 'completed' ? 'not-started' : worst;
  const languages = writing.offered.filter((_, index) => statuses[index] === said);
  return { ...optional('background', worst ?? 'not-started'), languages };
}

function privacyState(letter: LetterView, texts: Writing): TaskState {
  const { contact } = texts.text(letter.masterLocale).content;
  const told = [
    Boolean(letter.controller),
    Boolean(letter.privacyContact),
    Array.isArray(contact) && contact.length > 0,
  ];
  if (told.every(Boolean)) return 'completed';
  return told.some(Boolean) ? 'in-progress' : 'not-started';
}

function testState(draftHash: string | null, testedHash: string | null): TaskState {
  if (draftHash === null) return 'cannot-start';
  if (testedHash === null) return 'not-started';
  return testedHash === draftHash ? 'completed' : 'out-of-date';
}

function publishState(letter: LetterView, draftHash: string | null, ready: boolean): TaskState {
  if (letter.state !== 'draft') {
    return draftHash === letter.version.hash ? 'completed' : 'out-of-date';
  }
  return ready ? 'not-started' : 'cannot-start';
}
