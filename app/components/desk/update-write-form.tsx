import { Form } from '@remix-run/react';
import { longestBody, longestSubject } from '~/domain/updates/update';
import { type Locale, localeNames } from '~/i18n/locale';
import { TextField } from './form-fields';
import { LanguageTabs } from './language-tabs';
import { Notice } from './notice';
import type { Refusal } from './refusal-notice';
import { languageNames } from './state-labels';

type Words = { subject: string; body: string };

function Source({ locale, words }: { locale: Locale; words: Words }) {
  return (
    <section className="desk-update-source" aria-labelledby="source-heading">
      <h3 id="source-heading">{languageNames[locale]}, to translate from</h3>
      <div lang={locale}>
        <p>
          <strong>{words.subject || '–'}</strong>
        </p>
        <p>{words.body || '–'}</p>
      </div>
    </section>
  );
}

/** Subject and body in one language; beside a translation stands the text in the master language. */
export function UpdateWriteForm(props: {
  language: Locale;
  /** In which the letter is offered. */
  languages: readonly Locale[];
  masterLocale: Locale;
  words: Words;
  master: Words;
  revision: number;
  /** The master text has changed since this translation was saved. */
  outdated: boolean;
  typed?: Record<string, string>;
  fault: Refusal | null;
}) {
  const { language, languages, masterLocale, words, master, revision, outdated, typed, fault } =
    props;
  const errorOf = (field: string) => (fault?.fieldId === field ? fault.text : null);
  const translated = language !== masterLocale;
  return (
    <section aria-labelledby="write-heading">
      <h2 id="write-heading">Write it in each language</h2>
      <LanguageTabs current={language} among={languages} />
      {outdated ? (
        <Notice kind="warn">
          The {languageNames[masterLocale]} text has changed since this was saved. Compare, then
          save: also when nothing has to change here.
        </Notice>
      ) : null}
      <div
        className={
          translated ? 'desk-update-columns desk-update-columns-two' : 'desk-update-columns'
        }
      >
        <Form method="post" noValidate>
          <input type="hidden" name="language" value={language} />
          <input type="hidden" name="revision" value={typed?.revision ?? revision} />
          <TextField
            id="subject"
            name="subject"
            label={`Subject (${localeNames[language]})`}
            hint={`At most ${longestSubject} characters. It stands above the text, and in the list of mails unless subjects are discreet.`}
            lang={language}
            autoComplete="off"
            defaultValue={typed?.subject ?? words.subject}
            error={errorOf('subject')}
          />
          <TextField
            id="body"
            name="body"
            label={`Text (${localeNames[language]})`}
            hint={`At most ${longestBody} characters; an empty line begins a paragraph. **bold**, *emphasis* and [words](https://…) are understood, nothing else.`}
            multiline
            lang={language}
            defaultValue={typed?.body ?? words.body}
            error={errorOf('body')}
          />
          <button type="submit" name="intent" value="text" className="desk-button">
            Save {languageNames[language]}
          </button>
        </Form>
        {translated ? <Source locale={masterLocale} words={master} /> : null}
      </div>
    </section>
  );
}
