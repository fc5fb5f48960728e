import type { LetterState } from '~/domain/letters/letter';
import type { Organiser } from '~/domain/organisers/organiser';

/** What the frame around every desk page shows: who is signed in, and at which letter. */
export type DeskFrame = {
  organiser: Pick<Organiser, 'email' | 'role'>;
  letter: { slug: string; title: string; state: LetterState; demonstration: boolean } | null;
  /** The form just sent was refused, so the title starts with "Error". */
  refused: boolean;
  /** The account has no second factor or no recovery codes, so the page says so. */
  unprotected?: boolean;
};

/** Title and robots entry of a desk page; titles name the page, then the letter. */
export function deskMeta(title: string, frame?: DeskFrame | null) {
  const parts = [title, frame?.letter?.title, 'Organiser’s desk'].filter(Boolean);
  return [
    { title: `${frame?.refused ? 'Error: ' : ''}${parts.join(' – ')}` },
    { name: 'robots', content: 'noindex' },
  ];
}
