import { createHash } from 'node:crypto';

export type Page = { status: number; headers: [string, string][]; body: Buffer; etag: string };

/** Makes one page out of what a request handler answered. */
export async function toPage(response: Response): Promise<Page> {
  const body = Buffer.from(await response.arrayBuffer());
  const hash = createHash('sha256').update(meaning(body)).digest('base64url').slice(0, 27);
  return { status: response.status, headers: [...response.headers], body, etag: `W/"${hash}"` };
}

const stamp = /name="stamp" value="([0-9a-z]+)\.[^"]*"/g;

/**
 * A page that differs only in when its form was made is the same page (a weak tag, RFC 9110 §8.8.1);
 * but not for longer than an hour, because a form is good for two.
 */
function meaning(body: Buffer): string {
  return body
    .toString('latin1')
    .replace(stamp, (_tag, made: string) => `${Math.floor(Number.parseInt(made, 36) / 3600)}`);
}

type Place = { running: Promise<Page> | null; next: Promise<Page> | null; last: Page | null };

const placesKept = 500;
const rememberAway = 1000;

/**
 * Shares the making of public pages between everybody who asks at the same time, and keeps the
 * last good one for the time when the database is away. A request never gets a page whose making
 * began before it asked (so whoever has just signed sees it), except when there is no other.
 * `forget` drops what is kept and what is being made, for when somebody's name has been taken away.
 */
export function createPageCache(now: () => number = Date.now) {
  const places = new Map<string, Place>();
  let awayUntil = 0;
  let era = 0;

  function placeOf(key: string): Place {
    const place = places.get(key) ?? { running: null, next: null, last: null };
    places.delete(key);
    places.set(key, place);
    if (places.size > placesKept) places.delete(places.keys().next().value as string);
    return place;
  }

  function start(key: string, place: Place, make: () => Promise<Page>): Promise<Page> {
    const begun = era;
    const made = make()
      .then((page) => {
        if (page.status >= 500) return keepOld(place, page);
        place.last = page.status === 200 && begun === era ? page : null;
        return page;
      })
      .finally(() => {
        if (place.running === made) place.running = null;
        // What is not there, and what only leads elsewhere, drives no page out.
        if (!place.last && !place.next && places.get(key) === place) places.delete(key);
      });
    place.running = made;
    return made;
  }

  function keepOld(place: Place, failed: Page): Page {
    awayUntil = now() + rememberAway;
    return place.last ?? failed;
  }

  function forget(): void {
    era += 1;
    for (const place of places.values()) place.last = null;
  }

  function shared(key: string, make: () => Promise<Page>): Promise<Page> {
    const place = placeOf(key);
    if (place.last && now() < awayUntil) return Promise.resolve(place.last);
    if (!place.running) return start(key, place, make);
    place.next ??= place.running
      .catch(() => undefined)
      .then(() => {
        place.next = null;
        return start(key, place, make);
      });
    return place.next;
  }

  return { shared, forget };
}
