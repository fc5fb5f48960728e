import type { AppLoadContext } from '@remix-run/node';
import { readDelivery } from '~/domain/deliveries/read-delivery.server';
import { notFound } from './not-found.server';

type Params = Readonly<Record<string, string | undefined>>;

/** `$slug` and `$id` of a delivery's address. Throws a Response 404 without them. */
export function readDeliveryAddress(params: Params): { slug: string; id: string } {
  const { slug = '', id = '' } = params;
  return slug && id ? { slug, id } : notFound();
}

/** The delivery at that address. Throws a Response 404, also for one of another letter. */
export async function requireDelivery(context: AppLoadContext, params: Params) {
  const found = await readDelivery(context.ctx, readDeliveryAddress(params));
  return found.ok ? found.delivery : notFound();
}
