import type { AskedContact } from '~/domain/endorsements/read-authority-check.server';
import { letterPath } from '~/i18n/localised-path';
import { ErrorSummary } from './error-summary';
import { describedBy, Field } from './field';
import { type FieldFault, faultText } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { MessagePage } from './message-page';
import { OrganisersContact } from './organisers-contact';
import { Signer } from './signer';

type AuthorityCheckPageProps = {
  frame: LetterFrame;
  check: AskedContact;
  contact: string[];
  refused: { faults: FieldFault[]; note: string } | null;
};

/** Asks the organisation itself whether a person signed for it: one Yes or No. */
export function AuthorityCheckPage({ frame, check, contact, refused }: AuthorityCheckPageProps) {
  const locale = useLocale();
  const t = useTranslate();
  const letter = letterPath(frame, locale);
  if (check.state !== 'open') {
    return (
      <MessagePage title={t(`authorityCheck.${check.state}.title`)}>
        <p className="lead" lang={frame.textLocale}>
          {frame.title}
        </p>
        <p>{t(`authorityCheck.${check.state}.text`)}</p>
        <OrganisersContact lines={contact} />
        <p className="touch-line">
          <a href={letter}>{t('thanks.letter')}</a>
        </p>
      </MessagePage>
    );
  }
  const label = t('authorityCheck.note');
  const faults = refused?.faults ?? [];
  const texts = faults.map((fault) => faultText(t, fault, label));
  return (
    <div className="container page narrow">
      <ErrorSummary items={texts.map((text) => ({ href: '#check-note', text }))} />
      <h1>{t('authorityCheck.title')}</h1>
      <p className="lead">
        <a href={letter}>{frame.title}</a>
      </p>
      <p>{t('authorityCheck.text')}</p>
      <Asked check={check} />
      <p>{t('authorityCheck.why')}</p>
      <AnswerForm error={texts[0]} note={refused?.note ?? ''} />
    </div>
  );
}

function Asked({ check }: { check: AskedContact }) {
  const t = useTranslate();
  const rows = [
    [t('authorityCheck.person'), check.representative],
    [t('authorityCheck.role'), check.role],
    [t('field.organisation'), check.organisation],
  ] as const;
  return (
    <dl className="summary-list">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Signer name={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function AnswerForm({ error, note }: { error?: string; note: string }) {
  const t = useTranslate();
  const label = t('form.optional', { label: t('authorityCheck.note') });
  const field = { id: 'check-note', label, error };
  return (
    <form method="post" noValidate>
      <Field {...field}>
        <textarea
          className="control"
          id={field.id}
          name="note"
          rows={4}
          maxLength={1000}
          dir="auto"
          defaultValue={note}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(field)}
        />
      </Field>
      <p>
        <button className="button button-quiet" type="submit" name="intent" value="yes">
          {t('authorityCheck.yes')}
        </button>{' '}
        <button className="button button-quiet" type="submit" name="intent" value="no">
          {t('authorityCheck.no')}
        </button>
      </p>
    </form>
  );
}
