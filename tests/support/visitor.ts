/** A person without JavaScript: fetches pages, keeps cookies, sends forms as a browser does. */
export type Visitor = {
  get(path: string, headers?: Record<string, string>): Promise<Page>;
  post(path: string, fields: Record<string, string>): Promise<Page>;
  /** Sends the only form of a page with its hidden fields and the given ones. */
  pressButton(page: Page, fields?: Record<string, string>): Promise<Page>;
};

export type Page = {
  status: number;
  url: string;
  location: string | null;
  headers: Headers;
  html: string;
  /** The words of the page without markup. */
  text: string;
};

export function createVisitor(origin: string): Visitor {
  const cookies = new Map<string, string>();

  async function request(path: string, init: RequestInit): Promise<Page> {
    const url = new URL(path, origin);
    const headers = new Headers(init.headers);
    if (cookies.size > 0) {
      headers.set('Cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const html = await response.text();
    return {
      status: response.status,
      url: url.href,
      location: response.headers.get('Location'),
      headers: response.headers,
      html,
      text: words(html),
    };
  }

  const visitor: Visitor = {
    get: (path, headers = {}) => request(path, { headers }),
    post: (path, fields) =>
      request(path, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { Origin: origin, 'Sec-Fetch-Site': 'same-origin' },
      }),
    async pressButton(page, fields = {}) {
      const forms = [...page.html.matchAll(/<form\b[^>]*method="post"[^>]*>[\s\S]*?<\/form>/gi)];
      if (forms.length !== 1)
        throw new Error(`expected one form on the page, found ${forms.length}`);
      const form = forms[0]?.[0] ?? '';
      const action = /<form\b[^>]*action="([^"]*)"/i.exec(form)?.[1] ?? new URL(page.url).pathname;
      const hidden = [...form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/gi)].map(([input]) => [
        attribute(input, 'name'),
        attribute(input, 'value'),
      ]);
      return visitor.post(action.replaceAll('&amp;', '&'), {
        ...Object.fromEntries(hidden),
        ...fields,
      });
    },
  };
  return visitor;
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}

function words(html: string): string {
  return html
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
}
