/** What stands in a text at a path such as `letterhead.name` or `requests.2`; undefined for nothing. */
export function partAt(content: Readonly<Record<string, unknown>>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], content);
}
