import { Form } from '@remix-run/react';
import type { LaterKind } from '~/domain/versions/letter-version';
import type { Locale } from '~/i18n/locale';
import { FactList } from './fact-list';
import { writeCount, writePeople } from './figures';
import type { PublishFields } from './publish-version-form';
import { languageNames } from './state-labels';
import { versionKindLabels } from './version-labels';

type Consequences = { toBeAsked: number; signatures: number; organisations: number };

function WhatHappens(props: { later: LaterKind; number: number } & Consequences) {
  const { later, number, toBeAsked, signatures, organisations } = props;
  if (later === 'correction') {
    return (
      <ul>
        <li>The corrected text becomes version {number}, with a notice on the letter’s page.</li>
        <li>Under it as before: {writePeople(signatures)}. Nobody gets a mail.</li>
      </ul>
    );
  }
  return (
    <ul>
      <li>The text becomes version {number}, and its count begins at nought.</li>
      <li>
        With the version they signed stay: {writePeople(signatures)}. Their number is shown apart,
        and their names do not stand under the new text.
      </li>
      <li>Asked once by mail to sign the new text: at most {writePeople(toBeAsked)}.</li>
      {organisations > 0 ? (
        <li>
          Organisations that stay listed under the new text: {writeCount(organisations)}. No mail
          asks them: ask them yourself, and take out who does not agree.
        </li>
      ) : null}
    </ul>
  );
}

/** What is about to become public, and one button. */
export function PublishVersionConfirm(
  props: {
    later: LaterKind;
    number: number;
    languages: Locale[];
    typed: PublishFields;
  } & Consequences,
) {
  const { later, number, languages, typed } = props;
  const carried = ['kind', 'base', 'draft', ...languages.map((locale) => `summary-${locale}`)];
  return (
    <section aria-labelledby="confirm-heading">
      <h2 id="confirm-heading">Publish version {number}?</h2>
      <WhatHappens {...props} />
      <FactList
        facts={[
          { term: 'Kind', value: versionKindLabels[later] },
          ...languages.map((locale) => ({
            term: `What changed, in ${languageNames[locale]}`,
            value: <span lang={locale}>{typed[`summary-${locale}`]}</span>,
          })),
        ]}
      />
      <Form method="post">
        {carried.map((name) => (
          <input key={name} type="hidden" name={name} value={typed[name] ?? ''} />
        ))}
        <button
          type="submit"
          name="intent"
          value="publish"
          className="desk-button desk-button-warn"
        >
          Publish version {number}
        </button>
      </Form>
    </section>
  );
}
