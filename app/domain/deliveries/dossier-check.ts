/** What is looked at before a dossier leaves, in the order in which it is shown. */
export const checkNames = [
  'current',
  'languages',
  'addresses',
  'address-age',
  'subject',
  'fonts',
  'names',
  'counts',
  'links',
  'size',
] as const;
export type CheckName = (typeof checkNames)[number];

/** `fail` keeps the dossier here, `warn` is for a person to judge; `facts` are figures, never names. */
export type DossierCheck = {
  name: CheckName;
  state: 'ok' | 'warn' | 'fail';
  facts: Record<string, string | number>;
};

const megabyte = 1024 * 1024;
/** Of the mail as it is sent, in bytes: fine up to the first, refused above the second. */
export const sizeLimits = { fine: 5 * megabyte, most: 7 * megabyte } as const;

export function judgeSize(bytes: number): DossierCheck['state'] {
  if (bytes > sizeLimits.most) return 'fail';
  return bytes > sizeLimits.fine ? 'warn' : 'ok';
}
