/** Where an object of the log is seen on the desk of its letter; one line a kind. */
const places: Record<string, (id: string | null) => string> = {
  delivery: (id) => `/deliveries/${id}`,
  endorsement: () => '/endorsements?state=approved',
  'endorsement-invitation': () => '/invitations',
  invalidation: (id) => `/invalidations/${id}`,
  letter: () => '',
  organiser: () => '/team',
  reply: (id) => `/replies/${id}`,
  'signing-rule': () => '/rules',
};

/** The page of an object, or null where there is none. */
export function objectPath(object: {
  kind: string;
  id: string | null;
  letter: string | null;
}): string | null {
  const place = places[object.kind];
  return object.letter && place ? `/organise/letters/${object.letter}${place(object.id)}` : null;
}
