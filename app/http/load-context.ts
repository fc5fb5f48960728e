import type { Context } from '~/context.server';

declare module '@remix-run/node' {
  /** What the server hands to every loader and action. */
  interface AppLoadContext {
    ctx: Context;
    /** Of this response's Content-Security-Policy. */
    nonce: string;
    requestId: string;
    /**
     * The visitor's network: an IPv4 address or an IPv6 /64, believed only from trusted proxies; null
     * when it is not known. Never stored or logged as it is.
     */
    clientNetwork: string | null;
    /** A public page or file of this site as a stranger gets it, by its path. */
    readPage(path: string): Promise<Response>;
  }
}
