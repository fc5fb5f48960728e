const desk = '/organise';

/**
 * A path of the desk with its query, for going back to; the desk's own first page for whatever is
 * no path of it: another host, another scheme, tricks with slashes and controls.
 */
export function ownDeskPath(asked: string | null): string {
  if (!asked || !/^\/organise(?:[/?]|$)/.test(asked) || /[\\\p{Cc}]|\/\//u.test(asked)) return desk;
  const url = new URL(asked, 'http://desk.invalid');
  const inside = url.pathname === desk || url.pathname.startsWith(`${desk}/`);
  return url.host === 'desk.invalid' && inside ? url.pathname + url.search : desk;
}
