import { Form, Link } from '@remix-run/react';
import type { ReplyKind } from '~/domain/replies/reply';
import type { Locale } from '~/i18n/locale';
import { TextField } from './form-fields';
import type { Moment } from './moments';
import { languageNames } from './state-labels';

/** What is to be public of a reply: the organisers' own copy of it, in each language they want. */
export function ReplyTextsForm(props: {
  reply: { kind: ReplyKind | null; publishedAt: Moment | null };
  texts: Partial<Record<Locale, string>>;
  sender: string;
  offered: readonly Locale[];
  previewPath: string;
  typed: Record<string, string> | null;
}) {
  const { reply, texts, sender, offered, previewPath, typed } = props;
  if (reply.kind === null || reply.kind === 'none') return null;
  if (reply.publishedAt) {
    return (
      <section aria-labelledby="public-heading">
        <h2 id="public-heading">Public</h2>
        <p>
          The reply stands on the letter’s page. <Link to={previewPath}>See it</Link>
        </p>
        <Form method="post">
          <button type="submit" name="intent" value="unpublish" className="desk-button-quiet">
            Take it out of the public
          </button>
        </Form>
      </section>
    );
  }
  return (
    <section aria-labelledby="public-heading">
      <h2 id="public-heading">Publish it</h2>
      <p>
        Copy what the public may read, and leave out what it may not: names of private people,
        telephone numbers, whatever could harm somebody. Readers of a language without a text get
        the one there is, marked with its language.
      </p>
      <Form method="post" noValidate>
        <TextField
          id="sender"
          name="sender"
          label="Who is named as its sender (optional)"
          hint="An office rather than a person. Empty, nobody is named."
          autoComplete="off"
          defaultValue={typed?.sender ?? sender}
        />
        <div className="desk-long">
          {offered.map((locale) => (
            <TextField
              key={locale}
              id={`text-${locale}`}
              name={locale}
              label={`Text in ${languageNames[locale]} (optional)`}
              multiline
              lang={locale}
              defaultValue={typed?.[locale] ?? texts[locale]}
            />
          ))}
        </div>
        <button type="submit" name="intent" value="texts" className="desk-button">
          Save and look at it
        </button>
      </Form>
    </section>
  );
}
