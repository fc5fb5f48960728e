import type { ServerBuild } from '@remix-run/node';
import { matchRoutes } from '@remix-run/react';
import type { RequestHandler } from 'express';

type RouteNode = { id: string; path?: string; index?: boolean; children?: RouteNode[] };

/** 405 with `Allow` for methods that a known path does not take; unknown paths stay 404. */
export function guardMethod(build: ServerBuild): RequestHandler {
  const tree = routeTree(build, undefined);
  return function checkMethod(req, res, next) {
    const allowed = allowedMethods(build, tree, req.path);
    if (!allowed || allowed.includes(req.method)) return next();
    res.status(405).set('Allow', allowed.join(', ')).type('text/plain');
    res.send('This address does not take that method.\n');
  };
}

function routeTree(build: ServerBuild, parentId: string | undefined): RouteNode[] {
  return Object.values(build.routes)
    .filter((route) => route !== undefined && route.parentId === parentId)
    .map((route) => ({
      id: (route as { id: string }).id,
      path: route?.path,
      index: route?.index,
      children: route?.index ? undefined : routeTree(build, (route as { id: string }).id),
    }));
}

function allowedMethods(build: ServerBuild, tree: RouteNode[], path: string): string[] | null {
  const matches = matchRoutes(tree as Parameters<typeof matchRoutes>[0], { pathname: path });
  const last = matches?.at(-1)?.route as RouteNode | undefined;
  const route = last && build.routes[last.id];
  if (!route || route.path?.endsWith('*')) return null;
  const methods = ['GET', 'HEAD'];
  if (route.module.action) methods.push('POST');
  return methods;
}
