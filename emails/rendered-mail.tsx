import { render } from '@react-email/render';
import type { ReactElement } from 'react';

/** A mail in both forms; each says all of it. */
export type RenderedMail = {
  subject: string;
  text: string;
  html: string;
  /** Where mails that nobody asked for are ended; for the header as well as for the reader. */
  unsubscribe?: string;
};

/** Where links lead; nothing else of the surroundings reaches a template. */
export type MailSite = { publicUrl: string };

/** Joins the two forms of a mail; `paragraphs` are lines of the text form, empty ones left out. */
export async function renderedMail(
  subject: string,
  paragraphs: (string | false)[],
  html: ReactElement,
): Promise<RenderedMail> {
  return {
    subject,
    text: `${paragraphs.filter(Boolean).join('\n\n')}\n`,
    html: await render(html),
  };
}
