import type { AppLoadContext } from '@remix-run/node';
import { readDelivery } from '~/domain/deliveries/read-delivery.server';
import { notFound } from './not-found.server';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Params = Readonly<Record<string, string | undefined>>;

/** `$slug` and `$id` of a delivery's address. Throws a Response 404 when `$id` cannot be an id. */
export function readDeliveryAddress(params: Params): { slug: string; id: string } {
  const { slug = '', id = '' } = params;
  return slug !== '' && uuid.test(id) ? { slug, id } : notFound();
}

/** The delivery at that address. Throws a Response 404, also for one of another letter. */
export async function requireDelivery(context: AppLoadContext, params: Params) {
  const found = await readDelivery(context.ctx, readDeliveryAddress(params));
  return found.ok ? found.delivery : notFound();
}
