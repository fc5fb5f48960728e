import { notFound } from '~/http/not-found.server';

export const loader = notFound;
export const action = notFound;

/** Stands for every path that no other route knows. */
export default function NothingHere() {
  return null;
}
