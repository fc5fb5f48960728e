import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

type Options = { challenge: string };

/**
 * A security key made of software: it makes one credential (ES256, no attestation), says that its
 * user was verified, and does not count its uses, as passkeys that are synchronised do. `origin` is where the browser says that it stands.
 */
export function createSoftPasskey(rpId: string, origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);

  function clientData(type: string, { challenge }: Options, from = origin): Buffer {
    return Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  }
  function authData(flags: number, credential = Buffer.of()): Buffer {
    const count = Buffer.alloc(4);
    const rpIdHash = createHash('sha256').update(rpId).digest();
    return Buffer.concat([rpIdHash, Buffer.of(flags), count, credential]);
  }
  /** CBOR of {1: 2, 3: -7, -1: 1, -2: x, -3: y}. */
  function coseKey(): Buffer {
    const bytes = (text: string) =>
      Buffer.concat([Buffer.of(0x58, 32), Buffer.from(text, 'base64url')]);
    return Buffer.concat([
      Buffer.of(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21),
      bytes(x),
      Buffer.of(0x22),
      bytes(y),
    ]);
  }
  function envelope(response: Record<string, string>): string {
    const name = id.toString('base64url');
    return JSON.stringify({
      id: name,
      rawId: name,
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });
  }
  return {
    /** The answer to a registration's options (JSON). */
    make(optionsJson: string): string {
      const client = clientData('webauthn.create', JSON.parse(optionsJson));
      const length = Buffer.of(0, id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey()]);
      const data = authData(0x45, attested);
      const size = Buffer.alloc(2);
      size.writeUInt16BE(data.length);
      const attestation = Buffer.concat([
        Buffer.of(0xa3),
        Buffer.of(0x63),
        Buffer.from('fmt'),
        Buffer.of(0x64),
        Buffer.from('none'),
        Buffer.of(0x67),
        Buffer.from('attStmt'),
        Buffer.of(0xa0),
        Buffer.of(0x68),
        Buffer.from('authData'),
        Buffer.of(0x59),
        size,
        data,
      ]);
      return envelope({
        clientDataJSON: client.toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      });
    },
    /** The answer to a request for a passkey (JSON). */
    show(optionsJson: string, how: { origin?: string; verified?: boolean } = {}): string {
      const client = clientData('webauthn.get', JSON.parse(optionsJson), how.origin);
      const data = authData(how.verified === false ? 0x01 : 0x05);
      const hash = createHash('sha256').update(client).digest();
      const signature = sign('sha256', Buffer.concat([data, hash]), privateKey);
      return envelope({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      });
    },
  };
}
