import { Router } from 'express';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Context } from '~/context.server';
import type { CapturedMail } from '~/mail/captured-mail.server';
import { listCapturedMails } from '~/mail/list-captured-mails.server';
import { readCapturedMail } from '~/mail/read-captured-mail.server';

/** `/dev/mail`: what would have been sent. Mounted only while mail is captured. */
export function devMailRoutes(ctx: Context): Router {
  const routes = Router();
  routes.use('/dev/mail', (_req, res, next) => {
    res.set('Cache-Control', 'no-store').set('X-Robots-Tag', 'noindex');
    next();
  });
  routes.get('/dev/mail.json', async (_req, res, next) => {
    await listCapturedMails(ctx).then((mails) => res.json(mails), next);
  });
  routes.get('/dev/mail', async (_req, res, next) => {
    await listCapturedMails(ctx).then((mails) => {
      const page = renderToStaticMarkup(<CapturedMailPage mails={mails} />);
      res.type('html').send(`<!DOCTYPE html>${page}`);
    }, next);
  });
  routes.get('/dev/mail/:id.eml', async (req, res, next) => {
    try {
      const mail = await readCapturedMail(ctx, req.params.id);
      if (!mail) return void res.status(404).type('text/plain').send('No such mail.\n');
      res.type('message/rfc822').send(mail.raw);
    } catch (error) {
      next(error);
    }
  });
  return routes;
}

function CapturedMailPage({ mails }: { mails: CapturedMail[] }) {
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Captured mail</title>
      </head>
      <body>
        <main>
          <h1>Captured mail</h1>
          <p>
            No mail leaves this installation. What would have been sent is kept here for a week.
          </p>
          {mails.length === 0 && <p>Nothing has been captured yet.</p>}
          {mails.map((mail) => (
            <article key={mail.id}>
              <h2>{mail.subject}</h2>
              <p>
                To {mail.to}, <time dateTime={mail.receivedAt}>{mail.receivedAt}</time>
                {mail.code && `, code ${mail.code}`}
              </p>
              <ul>
                {mail.links.map((link) => (
                  <li key={link}>
                    <a href={link}>{link}</a>
                  </li>
                ))}
                <li>
                  <a href={`/dev/mail/${mail.id}.eml`}>The whole message (.eml)</a>
                </li>
              </ul>
            </article>
          ))}
        </main>
      </body>
    </html>
  );
}
