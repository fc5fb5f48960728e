import { hash, verify } from '@node-rs/argon2';
import { createLane } from '~/primitives/lane';

/** argon2id, the library's default kind: 64 MiB and three passes, about 70 ms on a small machine. */
const cost = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

/** The hash of 32 random bytes that nobody has: checked where there is none, for its time. */
const nobodys =
  '$argon2id$v=19$m=65536,t=3,p=1$V/ZS5pe9qLrSA+NRyhB8Iw$fjtj94MwhSa1n8D00OhgSyugqOlFVK/2nvAjvlk121Y';

/** Each hash takes 64 MiB and a core: two at once, and a queue of some seconds. */
const inLane = createLane({ width: 2, waiting: 60 });

/** Two ways to type the same letters are the same passphrase. */
function normal(passphrase: string): string {
  return passphrase.normalize('NFKC');
}

/** The hash of a passphrase, with its cost and salt in it. Rejects with `LaneFull` under a flood. */
export function hashPassphrase(passphrase: string): Promise<string> {
  return inLane(() => hash(normal(passphrase), cost));
}

/**
 * Whether the passphrase is the one that was hashed; with null it never is, and that takes as long.
 * Rejects with `LaneFull` under a flood.
 */
export async function passphraseMatches(
  hashed: string | null,
  passphrase: string,
): Promise<boolean> {
  const matches = await inLane(() => verify(hashed ?? nobodys, normal(passphrase)));
  return hashed !== null && matches;
}
