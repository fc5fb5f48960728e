import { z } from 'zod';
import { days } from '~/primitives/duration';

/** What a token may read; there is none that writes, and none that opens what is not public. */
export const accessScopes = ['figures', 'signatories', 'organisations', 'deliveries'] as const;
export type AccessScope = (typeof accessScopes)[number];

/** How long a token lives, in days; none lives for ever. */
export const tokenLifetimes = [30, 90, 365] as const;

export const longestLabel = 80;

const label = z
  .string()
  .trim()
  .min(1, 'label-missing')
  .max(longestLabel, 'label-too-long')
  .refine((text) => !/\p{C}/u.test(text), 'label-missing');

/** `id` comes with the form, so that a form that is sent twice makes one token. */
export const accessTokenForm = z.object({
  id: z.uuid('form-stale'),
  label,
  scopes: z.array(z.enum(accessScopes)).min(1, 'scopes-missing'),
  lifetime: z.coerce
    .number()
    .refine((count) => tokenLifetimes.some((known) => known === count), 'lifetime-missing')
    .transform((count) => days(count)),
});
export type AccessTokenForm = z.infer<typeof accessTokenForm>;

export { label as labelSchema };
