import { json } from '@remix-run/node';
import type { AutosaveAnswer } from '~/components/desk/autosave';
import { clockTime } from '~/components/desk/moments';
import { keepEditing } from '~/domain/letters/keep-editing.server';
import { readDraft } from '~/domain/letters/read-draft.server';
import type { TextKind } from '~/domain/letters/text-kind';
import { noStoreHeaders } from './desk-response.server';
import { notFound } from './not-found.server';
import { readForm } from './read-form.server';
import { largestTextForm, requireTextEditor } from './require-text-editor.server';
import { saveText } from './save-text.server';

function answer(body: AutosaveAnswer, status = 200) {
  return json(body, { status, headers: noStoreHeaders });
}

/**
 * Saves a text that is being written, for the page it is written on: `save` stores the form,
 * `hold` only says that somebody is there. 409 and 422 say why not; nothing is lost by either.
 */
export async function answerAutosave(
  args: Parameters<typeof requireTextEditor>[0],
  kind: TextKind,
): Promise<Response> {
  const { letter, place, actor } = await requireTextEditor(args, kind);
  const { ctx } = args.context;
  const fields = await readForm(args.request, largestTextForm);
  const { timeZone } = letter;
  if (fields.intent === 'hold') {
    const kept = await keepEditing(ctx, { ...place, actor });
    if (kept.ok) return answer({ state: 'held' });
    if (kept.reason === 'not-found') return notFound();
    const by = kept.holder?.by ?? 'somebody else';
    const text = `${by} is editing this text now`;
    return answer({ state: 'refused', text }, 409);
  }
  if (fields.intent !== 'save') return notFound();
  const saved = await saveText(ctx, { fields, place, actor, timeZone });
  if (saved.ok) {
    const at = clockTime(saved.savedAt ?? ctx.clock.now(), timeZone);
    const read = await readDraft(ctx, place);
    const changed = read.ok ? read.draft.changed : [];
    return answer({ state: 'saved', revision: saved.revision, at, changed });
  }
  const { reason, refusal } = saved.refused;
  const text = reason === 'invalid' ? refusal.text : refusal.title.replace('Not saved: ', '');
  return answer({ state: 'refused', text }, saved.status);
}
