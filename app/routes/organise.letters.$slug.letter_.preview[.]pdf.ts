import type { LoaderFunctionArgs } from '@remix-run/node';
import { sendPreview } from '~/http/send-preview.server';

export function loader(args: LoaderFunctionArgs) {
  return sendPreview(args, 'pdf');
}
