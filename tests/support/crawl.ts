export type Visited = { path: string; status: number; type: string; body: Buffer };

const links = /\b(?:href|src|action)="([^"]*)"|\bcontent="(https?:[^"]*)"/g;

/**
 * Fetches the given paths and everything of this site that they lead to, once each. Forms are not
 * sent; parts of an address behind `#` do not count.
 */
export async function crawl(
  origin: string,
  starts: readonly string[],
  init: RequestInit = {},
): Promise<Visited[]> {
  const found = new Set(starts);
  const visited: Visited[] = [];
  for (const path of found) {
    const response = await fetch(origin + path, { ...init, redirect: 'manual' });
    const body = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('Content-Type') ?? '';
    visited.push({ path, status: response.status, type, body });
    const onward = type.startsWith('text/html') ? linksOf(body.toString(), origin + path) : [];
    const location = response.headers.get('Location');
    if (location) onward.push(new URL(location, origin + path).href);
    for (const url of onward) if (url.startsWith(`${origin}/`)) found.add(url.slice(origin.length));
  }
  return visited;
}

/** The addresses that a page names, absolute and without their `#…`. */
export function linksOf(html: string, base: string): string[] {
  return [...html.matchAll(links)].flatMap(([, named, absolute]) => {
    try {
      const url = new URL((named ?? absolute ?? '').replaceAll('&amp;', '&'), base);
      url.hash = '';
      return [url.href];
    } catch {
      return [];
    }
  });
}
