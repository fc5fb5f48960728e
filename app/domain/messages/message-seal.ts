/**
 * What the sealed content of a message is bound to (the additional data of its encryption): moved
 * to another row it cannot be opened.
 */
export function messageSeal(messageId: string): string {
  return `message:${messageId}`;
}
