import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import type { Context } from '~/context.server';
import * as entry from '~/entry.server';
import { asRequest } from '~/primitives/request-scope.server';
import * as root from '~/root';
import { loadContext } from './desk';

type RouteModule = ServerBuild['routes'][string]['module'];
type Pages = (path: string, init?: RequestInit) => Promise<Response>;

/**
 * Some pages of this site as the server answers with them, made from their modules alone:
 * `routes` are modules by the address of each, such as `:locale?/safety`.
 */
export function servePages(ctx: Context, routes: Record<string, unknown>): Pages {
  const children = Object.entries(routes).map(([path, module]) => ({
    id: path,
    parentId: 'root',
    path,
    module: module as RouteModule,
  }));
  const all = [{ id: 'root', path: '', module: root as RouteModule }, ...children];
  const assets = all.map(({ id, path, module }) => [
    id,
    {
      id,
      parentId: id === 'root' ? undefined : 'root',
      path,
      module: '/none.js',
      hasAction: 'action' in module,
      hasLoader: 'loader' in module,
      hasClientAction: false,
      hasClientLoader: false,
      hasErrorBoundary: false,
    },
  ]);
  const build = {
    entry: { module: entry },
    routes: Object.fromEntries(all.map((route) => [route.id, route])),
    assets: {
      entry: { imports: [], module: '/none.js' },
      routes: Object.fromEntries(assets),
      url: '/none.js',
      version: '0',
    },
    basename: '/',
    publicPath: '/',
    assetsBuildDirectory: 'none',
    future: {},
    isSpaMode: false,
  } as unknown as ServerBuild;
  const answer = createRequestHandler(build, 'production');
  return (path, init) => {
    const context = loadContext(ctx);
    const request = new Request(ctx.publicUrl + path, init);
    return asRequest(context.requestId, () => answer(request, context));
  };
}
