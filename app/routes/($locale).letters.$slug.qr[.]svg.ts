import type { LoaderFunctionArgs } from '@remix-run/node';
import { publicFile } from '~/http/public-page.server';
import { requireReadable } from '~/http/require-letter.server';
import { resourceLoader } from '~/http/resource-loader.server';
import { letterPath } from '~/i18n/localised-path';
import { renderQrSvg } from '~/primitives/qr-code';

/** The address of the letter in this language, for leaflets that somebody else lays out. */
async function sendCode(args: LoaderFunctionArgs): Promise<Response> {
  const { frame } = await requireReadable(args);
  return publicFile(renderQrSvg(frame.publicUrl + letterPath(frame, frame.locale)), {
    'Content-Type': 'image/svg+xml',
    'Content-Disposition': `inline; filename="${frame.slug}.${frame.locale}.qr.svg"`,
  });
}

export const loader = resourceLoader(sendCode);
