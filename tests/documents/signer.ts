import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDocumentSigner } from '~/documents/document-signer.server';
import { openSigningIdentity } from '~/documents/signing-identity.server';

/** A new signer with its key in a folder of its own. */
export async function newSigner() {
  const dataDir = join(tmpdir(), `undersigned-signer-${randomUUID()}`);
  const config = { dataDir, signingP12: null, signingP12Password: null };
  const identity = await openSigningIdentity(config, 'letters.example');
  return {
    signer: createDocumentSigner(identity),
    identity,
    config,
    drop: () => rmSync(dataDir, { recursive: true, force: true }),
  };
}
