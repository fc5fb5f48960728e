import type { LanguageState } from '~/components/desk/language-progress';
import { momentsIn } from '~/components/desk/moments';
import type { Context } from '~/context.server';
import { readDraftStates } from '~/domain/letters/read-draft-states.server';
import type { TextKind } from '~/domain/letters/text-kind';
import type { Organiser } from '~/domain/organisers/organiser';
import type { Locale } from '~/i18n/locale';
import { notFound } from './not-found.server';
import { mayWrite } from './require-text-editor.server';

/** How far a letter's text of that kind is in each language, as this role sees it. */
export async function readLanguageStates(
  ctx: Context,
  given: {
    letter: { id: string; masterLocale: Locale; timeZone: string };
    kind: TextKind;
    role: Organiser['role'];
  },
): Promise<LanguageState[]> {
  const { letter, kind, role } = given;
  const found = await readDraftStates(ctx, { letterId: letter.id, kind });
  if (!found.ok) return notFound();
  const moments = momentsIn(letter.timeZone);
  return found.states.map(({ changed, missing, savedAt, ...state }) => ({
    ...state,
    changed: changed.length,
    missing: missing.length,
    savedAt: moments.atOrNull(savedAt),
    mayWrite: mayWrite(role, state.locale, letter.masterLocale),
  }));
}
