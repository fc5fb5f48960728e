/** Names of the fields by which a second factor is shown; no other form of the desk uses them. */
export const proofFields = {
  code: 'factor.code',
  recoveryCode: 'factor.recoveryCode',
  passkey: 'factor.passkey',
  offer: 'factor.offer',
} as const;

/** In a confirmation only: `form` when there is a form to send again, `page` when there is none. */
export const stepUpField = 'factor.for';
