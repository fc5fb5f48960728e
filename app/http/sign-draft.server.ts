import type { Context } from '~/context.server';
import type { SignatureVisibility } from '~/domain/signatures/signature';

/**
 * What one browser is told again between two pages: the answers it gave until the signature is
 * confirmed, and afterwards only the number. It travels sealed in a cookie and is stored nowhere.
 */
export type SignDraft =
  | {
      step: 'sign';
      answers: Record<string, string>;
      /** When a mail was last asked for, in milliseconds; added when the draft is kept. */
      sentAt?: number;
    }
  | {
      step: 'endorse';
      email: string;
      /** It came by invitation, so that confirming publishes it. */
      atOnce: boolean;
    }
  | {
      step: 'confirmed';
      subject: 'signature' | 'endorsement';
      number: number | null;
      visibility: SignatureVisibility | null;
      /** Lets the browser that confirmed add a spelling of the name, and nothing else. */
      signatureId: string | null;
      /** Confirmed, but an organiser looks at it before it counts. */
      held: boolean;
    };

const cookieName = 'draft';
const maxAgeSeconds = 60 * 60;
/** Browsers drop cookies over 4096 bytes; a draft without its longest answer is better than none. */
const largestDraftBytes = 2400;

function sealingContext(path: string): string {
  return `draft:${path}`;
}

function withoutLongAnswers(draft: SignDraft): SignDraft {
  if (draft.step !== 'sign') return draft;
  const { comment: _comment, ...answers } = draft.answers;
  return { ...draft, answers };
}

function withTime(ctx: Context, draft: SignDraft): SignDraft {
  return draft.step === 'sign' ? { sentAt: ctx.clock.now().getTime(), ...draft } : draft;
}

/** Set-Cookie value that keeps a draft for one hour under a letter's path (`/ko/letters/…`). */
export function keepDraft(ctx: Context, path: string, draft: SignDraft): string {
  const timed = withTime(ctx, draft);
  let bytes = Buffer.from(JSON.stringify(timed));
  if (bytes.length > largestDraftBytes) {
    bytes = Buffer.from(JSON.stringify(withoutLongAnswers(timed)));
  }
  const value = ctx.keyring.sealBytes(bytes, sealingContext(path)).toString('base64url');
  const secure = ctx.publicUrl.startsWith('https:') ? '; Secure' : '';
  return `${cookieName}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
}

/** The draft kept under this letter's path, or null when there is none that can be opened. */
export function readDraft(ctx: Context, path: string, request: Request): SignDraft | null {
  for (const part of (request.headers.get('Cookie') ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name !== cookieName || !value) continue;
    try {
      const sealed = Buffer.from(value, 'base64url');
      return JSON.parse(ctx.keyring.unsealBytes(sealed, sealingContext(path)).toString('utf8'));
    } catch {
      // Made by another installation, for another path, or tampered with: as good as none.
    }
  }
  return null;
}
