import { Form } from '@remix-run/react';
import type { Locale } from '~/i18n/locale';
import { TextField } from './form-fields';
import type { Refusal } from './refusal-notice';

type Cover = {
  replyTo: string;
  usual: string;
  longestSubject: number;
  longestCover: number;
  languages: {
    locale: Locale;
    language: string;
    subjectField: string;
    textField: string;
    subject: string;
    paragraph: string;
  }[];
};

/** The subject, what stands before the letter, and where answers go. */
export function DossierCover(props: {
  cover: Cover;
  mayChange: boolean;
  typed?: Record<string, string>;
  fault: Refusal | null;
}) {
  const { cover, mayChange, typed, fault } = props;
  return (
    <section aria-labelledby="cover-heading">
      <h2 id="cover-heading">Words before the letter</h2>
      <p>
        The mail has the whole letter. Left empty, the subject says who writes and about what
        {cover.usual ? (
          <>
            : “<bdi>{cover.usual}</bdi>”
          </>
        ) : null}
        , and nothing stands before the letter.
      </p>
      <Form method="post" id="cover-form" tabIndex={-1} noValidate>
        {cover.languages.map((one, index) => (
          <fieldset key={one.locale} className="desk-dossier-language">
            <legend>{one.language}</legend>
            {index === 0 ? (
              <TextField
                id={one.subjectField}
                name={one.subjectField}
                label="Subject (may be left empty)"
                hint={`At most ${cover.longestSubject} characters.`}
                lang={one.locale}
                defaultValue={typed?.[one.subjectField] ?? one.subject}
              />
            ) : null}
            <TextField
              id={one.textField}
              name={one.textField}
              label="Before the letter (may be left empty)"
              hint={`Plain text of at most ${cover.longestCover} characters; an empty line makes a new paragraph.`}
              lang={one.locale}
              multiline
              defaultValue={typed?.[one.textField] ?? one.paragraph}
            />
          </fieldset>
        ))}
        <TextField
          id="replyTo"
          name="replyTo"
          label="Answers go to (may be left empty)"
          hint="A mailbox that somebody watches. Empty: that of the addressee’s entry, else the first among the letter’s contacts."
          autoComplete="off"
          spellCheck={false}
          defaultValue={typed?.replyTo ?? cover.replyTo}
          error={fault?.fieldId === 'replyTo' ? fault.text : null}
        />
        {mayChange ? (
          <button type="submit" name="intent" value="cover" className="desk-button">
            Save and freeze anew
          </button>
        ) : null}
      </Form>
    </section>
  );
}
