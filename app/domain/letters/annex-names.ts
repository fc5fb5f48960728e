export const nameOrders = ['alphabet', 'signing'] as const;

/** How people stand in the annex: in which order, and with their own Latin spelling or without. */
export type AnnexNames = { order: (typeof nameOrders)[number]; latin: boolean };

/** What a copy has where nobody has chosen otherwise. */
export const usualNames: AnnexNames = { order: 'alphabet', latin: true };
