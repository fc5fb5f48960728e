/** The line that a partner copies into a page, with the title for those who hear it. */
export function embedFrame(address: string, title: string): string {
  const attribute = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const look = 'width="360" height="280" loading="lazy" style="border:1px solid #d9d5cc"';
  return `<iframe src="${attribute(address)}" title="${attribute(title)}" ${look}></iframe>`;
}
