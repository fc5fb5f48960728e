import { drawQrCode } from '~/primitives/qr-code';

/** The key for an authenticator app: as a picture for its camera, as a link, and for typing. */
export function AuthenticatorKey({ secret, uri }: { secret: string; uri: string }) {
  const { size, path } = drawQrCode(uri);
  return (
    <div className="desk-key">
      <svg
        role="img"
        aria-label="QR code with the key; the same key stands beside it as text"
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
      >
        <path className="desk-key-light" d={`M0 0h${size}v${size}h-${size}z`} />
        <path className="desk-key-dark" d={path} />
      </svg>
      <div>
        <p>Point the app at the picture. On this same phone, open the app with the link.</p>
        <p>
          <a href={uri}>Open in the app</a>
        </p>
        <p>Or type the key; it is one of time, with six digits:</p>
        <p>
          <code>{secret.match(/.{1,4}/g)?.join(' ')}</code>
        </p>
      </div>
    </div>
  );
}
