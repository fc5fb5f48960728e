import { CheckField } from './check-field';
import {
  endorseField,
  LogoField,
  MoreEndorsementFields,
  OrganisationNameFields,
  RepresentativeFields,
  ShowRepresentativeField,
} from './endorsement-fields';
import { describedBy, Field } from './field';
import { useTranslate } from './locale-context';
import type { RefusedForm, StoredEndorsement } from './my-endorsement-page';
import type { Answers } from './signature-fields';

type FormProps = { endorsement: StoredEndorsement; refused: RefusedForm | null };

/** What the organisers want to know before they decide. */
export function AnswerForm(props: { question: string; refused: RefusedForm | null }) {
  const { question, refused } = props;
  const t = useTranslate();
  const field = {
    ...endorseField(t, refused?.faults ?? [], 'answer'),
    hint: t('myEndorsement.question.text'),
  };
  return (
    <section className="page-section" aria-labelledby="question">
      <h2 id="question">{t('myEndorsement.question')}</h2>
      <blockquote dir="auto">{question}</blockquote>
      <form method="post" noValidate>
        <Field {...field}>
          <textarea
            className="control"
            id={field.id}
            name="answer"
            rows={5}
            maxLength={1000}
            defaultValue={refused?.answers.answer}
            aria-invalid={field.error ? true : undefined}
            aria-describedby={describedBy(field)}
          />
        </Field>
        <button className="button" type="submit" name="intent" value="answer">
          {t('myEndorsement.answer.send')}
        </button>
      </form>
    </section>
  );
}

/** What applies at once: who represents the organisation, and whether that is shown. */
export function ContactForm({ endorsement, refused }: FormProps) {
  const t = useTranslate();
  const stored = {
    representative: endorsement.representative,
    role: endorsement.role,
    showRepresentative: endorsement.showRepresentative ? 'yes' : 'no',
  };
  const fields = { answers: refused?.answers ?? stored, faults: refused?.faults ?? [] };
  return (
    <section className="page-section" aria-labelledby="endorsement-contact">
      <h2 id="endorsement-contact">{t('myEndorsement.contact')}</h2>
      <p>{t('myEndorsement.contact.text')}</p>
      <form method="post" noValidate>
        <RepresentativeFields {...fields} />
        <ShowRepresentativeField {...fields} />
        <button className="button" type="submit" name="intent" value="contact">
          {t('mine.save')}
        </button>
      </form>
    </section>
  );
}

/** What the organisers look at again: everything that stands under the letter, but the person. */
export function WordsForm({ endorsement, refused }: FormProps) {
  const t = useTranslate();
  const { asked, hasLogo } = endorsement;
  const approved = endorsement.state === 'approved';
  const fields = { answers: refused?.answers ?? typed(endorsement), faults: refused?.faults ?? [] };
  const kept = asked?.logo === 'replace' ? 'myEndorsement.logo.asked' : 'myEndorsement.logo.keep';
  return (
    <section className="page-section" aria-labelledby="endorsement-words">
      <h2 id="endorsement-words">{t('myEndorsement.words')}</h2>
      <p>{t(approved ? 'myEndorsement.words.review' : 'myEndorsement.words.atOnce')}</p>
      <form method="post" encType="multipart/form-data" noValidate>
        <OrganisationNameFields {...fields} />
        <MoreEndorsementFields {...fields} />
        <LogoField
          {...fields}
          hadLogo={refused?.hadLogo ?? false}
          hint={hasLogo || asked?.logo === 'replace' ? t(kept) : undefined}
        />
        {hasLogo ? (
          <CheckField
            id="endorse-removeLogo"
            name="removeLogo"
            label={t('myEndorsement.logo.remove')}
            checked={Boolean(fields.answers.removeLogo)}
          />
        ) : null}
        <button className="button" type="submit" name="intent" value="words">
          {t(approved ? 'myEndorsement.ask' : 'mine.save')}
        </button>
      </form>
    </section>
  );
}

/** What was asked for last, else what is stored. */
function typed(endorsement: StoredEndorsement): Answers {
  const { organisation, organisationEn, names, statement } = endorsement.asked ?? endorsement;
  return {
    organisation,
    organisationEn,
    nameKo: names.ko ?? '',
    nameUk: names.uk ?? '',
    statement: statement ?? '',
    removeLogo: endorsement.asked?.logo === 'remove' ? 'yes' : '',
  };
}
