import type { AuditQuery } from '~/domain/audit/list-audit.server';
import { isUuid } from '~/primitives/uuid';
import { readDay } from './read-figure-filter.server';
import { readKey } from './read-signature-filter.server';

/** The filter as the address of the log has it; whatever is unknown is left out. */
export type AuditSearch = {
  actor?: string;
  action?: string;
  object?: string;
  from?: string;
  to?: string;
};

const word = /^[a-z][a-z.-]{0,60}$/;
const objectShape = /^([a-z][a-z-]{0,40})(?:\/([A-Za-z0-9-]{1,64}))?$/;

function readSearch(search: URLSearchParams): AuditSearch {
  const actor = search.get('actor') ?? '';
  const action = search.get('action') ?? '';
  const object = search.get('object') ?? '';
  return {
    actor: isUuid(actor) || ['operator', 'system'].includes(actor) ? actor : undefined,
    action: word.test(action) ? action : undefined,
    object: objectShape.test(object) ? object : undefined,
    from: readDay(search.get('from')),
    to: readDay(search.get('to')),
  };
}

/**
 * Filter and page of an audit log from its address. `query` is the filter for the domain; `href`
 * writes the address of another page, or of the first, of the same filter.
 */
export function readAuditFilter(url: string) {
  const { searchParams } = new URL(url);
  const search = readSearch(searchParams);
  const [, kind, id] = objectShape.exec(search.object ?? '') ?? [];
  const query: Omit<AuditQuery, 'slug' | 'timeZone'> = {
    actor: search.actor
      ? isUuid(search.actor)
        ? { organiserId: search.actor }
        : { kind: search.actor }
      : undefined,
    action: search.action,
    object: kind ? { kind, id } : undefined,
    from: search.from,
    to: search.to,
  };
  function href(page: { before?: number; after?: number } = {}): string {
    const given = Object.entries({ ...search, ...page }).filter(([, value]) => value !== undefined);
    return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
  }
  return {
    search,
    query,
    href,
    before: readKey(searchParams.get('before')),
    after: readKey(searchParams.get('after')),
  };
}
