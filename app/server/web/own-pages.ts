import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RequestHandler } from '@remix-run/node';
import type { Context } from '~/context.server';
import { asRequest } from '~/primitives/request-scope.server';

/** A file that the build has made for browsers. */
const builtFile = /^\/(assets\/)?[\w-][\w.-]*\.(css|woff2|svg)$/;

/**
 * Reads what this site shows to a stranger, pages and their files, by path and without leaving the
 * process: no cookie, no session and no client is part of it.
 */
export function ownPages(ctx: Context, answer: RequestHandler, clientFolder: string) {
  return async function readPage(path: string): Promise<Response> {
    if (builtFile.test(path)) {
      const file = await readFile(join(clientFolder, path)).catch(() => null);
      return new Response(file && new Uint8Array(file), { status: file ? 200 : 404 });
    }
    const { origin } = new URL(ctx.publicUrl);
    const requestId = randomUUID();
    const context = { ctx, nonce: '', requestId, clientNetwork: null, readPage };
    return asRequest(requestId, () => answer(new Request(origin + path), context));
  };
}
