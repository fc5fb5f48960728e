/** A kept view of the table: a name for its filters and order. */
export type SignatureView = {
  id: string;
  name: string;
  /** The filters and the order as the page's address says them: `?state=held&sort=signed`. */
  search: string;
  shared: boolean;
  /** Whether it is the reader's own, who may rename and delete it. */
  own: boolean;
};

export const longestViewName = 60;
export const mostViews = 30;

/** Views that every letter has. */
export const builtInViews: readonly { name: string; search: string }[] = [
  { name: 'Needs review', search: '?state=held' },
  { name: 'Unconfirmed for more than 24 hours', search: '?state=pending&older=24h' },
  { name: 'Public', search: '?state=confirmed&visibility=public' },
  { name: 'Letter only', search: '?state=confirmed&visibility=letter' },
  { name: 'Flagged', search: '?flag=any' },
];
