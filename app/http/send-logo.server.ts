import { noStoreHeaders } from './desk-response.server';

/** A picture that is not public: shown to organisers, kept by no cache, and unable to do anything. */
export function sendLogo(png: Buffer): Response {
  return new Response(new Uint8Array(png), {
    headers: {
      ...noStoreHeaders,
      'Content-Type': 'image/png',
      'Content-Length': String(png.length),
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
