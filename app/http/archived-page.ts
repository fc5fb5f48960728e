/** Where an archive keeps what stands behind an address of this site; null for what it leaves out. */
export type PlaceOf = (path: string) => string | null;

const attribute = /(\s(?:href|src|action)=")(\/[^"]*)(")/g;
const script = /<script\b[^>]*>[\s\S]*?<\/script>/g;
const preload = /<link rel="preload"[^>]*>/g;
/** Leads to the form, and stays in sight above the text. */
const signBar = /<section class="sign-bar"[\s\S]*?<\/section>/g;
const form = /<form\b[^>]*?\saction="(\/[^"]*)"[^>]*>[\s\S]*?<\/form>/g;

/** The folder of an archive with what its pages are drawn with. */
const filesFolder = 'files';
const siteFile = /^\/(?:(?:assets|media)\/)?([\w-][\w.-]*\.(?:css|woff2|svg|png))$/;

/** Where the style sheets, fonts and pictures of this site go; null for what is none of them. */
export function placeOfFile(path: string): string | null {
  const name = siteFile.exec(path)?.[1];
  return name ? `${filesFolder}/${name}` : null;
}

/** Every file of this site that a page or a style sheet asks for. */
export function filesOf(text: string): string[] {
  const asked = text.matchAll(/(?:(?:href|src)="|url\(["']?)(\/[^"')?#]+)/g);
  return [...new Set([...asked].flatMap(([, path]) => (path && placeOfFile(path) ? [path] : [])))];
}

/**
 * A page as it can be read from a folder, without this site: links lead to what the archive holds and,
 * for all else, to the site's own address; nothing of it runs, and where a form was stands the address
 * of its page. `note` stands before everything.
 */
export function archivedPage(
  html: string,
  page: { name: string; publicUrl: string; placeOf: PlaceOf; note: string },
): string {
  const up = '../'.repeat(page.name.split('/').length - 1);
  const site = page.publicUrl;
  return html
    .replaceAll(script, '')
    .replaceAll(preload, '')
    .replaceAll(signBar, '')
    .replaceAll(form, (_form, path: string) => `<p><a href="${site}${path}">${site}${path}</a></p>`)
    .replaceAll(attribute, (_whole, before: string, address: string, after: string) => {
      const [path = '', anchor] = address.replaceAll('&amp;', '&').split('#');
      const bare = path.split('?')[0] ?? '';
      const place = page.placeOf(bare) ?? placeOfFile(bare);
      if (place === null) return `${before}${site}${address}${after}`;
      return `${before}${up}${place}${anchor === undefined ? '' : `#${anchor}`}${after}`;
    })
    .replace(/<body[^>]*>/, (body) => `${body}${page.note}`);
}

/** A style sheet whose fonts and pictures lie in the same folder. */
export function archivedStyles(css: string): string {
  return css.replaceAll(/url\((["']?)\/(?:assets\/)?([\w.-]+)\1\)/g, 'url($2)');
}
