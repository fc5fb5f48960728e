import { SmallPrint } from './layout';
import type { MailCopy } from './mail-copy';

/** Whom to write to, as text; nothing where the letter names nobody. */
export function contactText(say: MailCopy, contact: readonly string[]): string | false {
  return contact.length > 0 && [say('organisersContact'), ...contact].join('\n');
}

/** The same in HTML. */
export function ContactLines({ say, contact }: { say: MailCopy; contact: readonly string[] }) {
  if (contact.length === 0) return null;
  return (
    <SmallPrint>
      {say('organisersContact')}
      {contact.map((line) => (
        <span key={line}>
          <br />
          {line}
        </span>
      ))}
    </SmallPrint>
  );
}
