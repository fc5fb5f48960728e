import { readCampaign } from '~/domain/signatures/campaign-source';
import { letterPath, localisedPath } from '~/i18n/localised-path';
import type { Translate } from '~/i18n/translator';
import type { SummaryItem } from './error-summary';
import { type FieldFault, faultText } from './form-faults';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { type CameBy, CameByLine, NewsConsentField, UnreadCameBy } from './news-consent-field';
import { SignGuardFields } from './sign-guard-fields';
import { type Answers, SignatureFields, signatureLabels } from './signature-fields';

type SignFormProps = {
  /** Null when the letter cannot be read just now; the form posts to the page it stands on. */
  frame: LetterFrame | null;
  /** When the form was made, signed; what fills a form in no time is not a person. */
  stamp?: string;
  /** The hash of the version that the person sees, or saw before the form came back. */
  seen?: string | null;
  /** Whose own link the person came by. */
  cameBy?: CameBy | null;
  answers?: Answers;
  faults?: FieldFault[];
};

/** The whole form, on the letter's page and on the short page that follows a refusal. */
export function SignForm(props: SignFormProps) {
  const { frame, stamp, seen, cameBy = null, answers = {}, faults = [] } = props;
  const locale = useLocale();
  const t = useTranslate();
  return (
    <form
      id="sign"
      className="sign-form"
      method="post"
      action={frame ? letterPath(frame, locale, 'sign') : undefined}
      noValidate
    >
      <SignGuardFields stamp={stamp} />
      {seen ? <input type="hidden" name="version" value={seen} /> : null}
      {cameBy ? <CameByLine by={cameBy} /> : null}
      {frame ? null : <UnreadCameBy answers={answers} />}
      {cameBy ? null : <CameByCampaign answers={answers} />}
      <SignatureFields answers={answers} faults={faults} asks="email" />
      {cameBy?.newsPrivacyUrl ? (
        <NewsConsentField
          id="sign-newsFrom"
          by={cameBy}
          value={cameBy.code}
          checked={answers.newsFrom === cameBy.code}
          hint="field.newsFrom.hint"
        />
      ) : null}
      <p className="form-consent">
        {t('sign.consent')}{' '}
        <a href={localisedPath('/safety', locale, 'en')}>{t('sign.protection')}</a>
      </p>
      {frame?.controller ? (
        <p className="form-consent">
          {t('sign.controller', { name: frame.controller, contact: frame.privacyContact ?? '–' })}
        </p>
      ) : null}
      <button className="button" type="submit">
        {t('sign.button')}
      </button>
    </form>
  );
}

/** The words of a campaign's link, which the form carries and does not show. */
function CameByCampaign({ answers }: { answers: Answers }) {
  const words = Object.entries(readCampaign(answers));
  return (
    <>
      {words.map(([name, word]) => (
        <input key={name} type="hidden" name={name} value={word} />
      ))}
    </>
  );
}

/** The faults of the form as links to its fields. */
export function signatureSummary(t: Translate, faults: FieldFault[]): SummaryItem[] {
  return faults.map((fault) => {
    const key = signatureLabels[fault.field as keyof typeof signatureLabels];
    return { href: `#sign-${fault.field}`, text: faultText(t, fault, key ? t(key) : fault.field) };
  });
}
