import type { Context } from '~/context.server';

declare module '@remix-run/node' {
  /** What the server hands to every loader and action. */
  interface AppLoadContext {
    ctx: Context;
    /** Of this response's Content-Security-Policy. */
    nonce: string;
    requestId: string;
  }
}
