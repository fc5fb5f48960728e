import type { FieldDifference } from '~/domain/letters/compare-texts.server';
import type { Locale } from '~/i18n/locale';
import { DiscardForm } from './discard-form';
import { languageNames } from './state-labels';
import { TextDifferences } from './text-differences';

/** What the draft of a text would change in public, and the form that discards it. */
export function DraftChanges(props: {
  locale: Locale;
  differences: FieldDifference[];
  /** 0 where there is no draft. */
  revision: number;
  mayWrite: boolean;
  /** Something of it is public already. */
  published: boolean;
}) {
  const { locale, differences, revision, mayWrite, published } = props;
  const name = languageNames[locale];
  return (
    <>
      {differences.length > 0 ? (
        <section aria-labelledby="differences-heading">
          <h2 id="differences-heading">What the {name} draft changes</h2>
          <p>
            <del>Struck through</del>: public now, not in the draft. <ins>Underlined</ins>: new in
            the draft.
          </p>
          <TextDifferences differences={differences} locale={locale} />
        </section>
      ) : null}
      {revision > 0 && mayWrite ? (
        <DiscardForm revision={revision} language={name} published={published} />
      ) : null}
    </>
  );
}
