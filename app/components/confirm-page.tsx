import type { SignatureVisibility } from '~/domain/signatures/signature';
import { promisedUpdates } from '~/domain/updates/update';
import type { TextChange } from '~/domain/versions/read-text-change.server';
import { localisedPath } from '~/i18n/localised-path';
import { CheckField } from './check-field';
import { ErrorSummary } from './error-summary';
import type { LetterFrame } from './letter-frame';
import { useLocale, useTranslate } from './locale-context';
import { type CameBy, NewsConsentField } from './news-consent-field';
import { RadioSet } from './radio-set';
import { Signer } from './signer';
import { TextChangeSection } from './text-change-section';
import { visibilityChoices } from './visibility-choices';

type SignatoryView = {
  name: string;
  title: string | null;
  affiliation: string | null;
  visibility: SignatureVisibility;
  updates: boolean;
  newsFrom: CameBy | null;
};

type EndorsementView = {
  organisation: string;
  representative: string;
  role: string;
  /** Confirming publishes it, without a decision of an organiser. */
  atOnce: boolean;
};

export type LiveConfirmation =
  | {
      subject: 'signature';
      signatory: SignatoryView;
      /** The hash of the version that confirming is for. */
      seen: string;
      /** What changed since signing, when another version has been published. */
      change: TextChange | null;
    }
  | {
      subject: 'endorsement';
      endorsement: EndorsementView;
    };

type ConfirmPageProps = {
  frame: LetterFrame;
  live: LiveConfirmation;
  token: string;
  /** Confirming was refused, because the text had changed; with what was chosen. */
  refused: { choices: { visibility?: SignatureVisibility; updates?: boolean } } | null;
};

/** One form with one button: opening the link from the mail changes nothing. */
export function ConfirmPage({ frame, live, token, refused }: ConfirmPageProps) {
  const t = useTranslate();
  const problem = refused ? [{ href: '#changes', text: t('confirm.changed.problem') }] : [];
  return (
    <div className="container page narrow">
      <ErrorSummary items={problem} />
      <h1>{t('confirm.title')}</h1>
      <p className="lead" lang={frame.textLocale}>
        {frame.title}
      </p>
      {live.subject === 'signature' ? (
        <ConfirmSignature
          frame={frame}
          {...live}
          signatory={{ ...live.signatory, ...chosen(refused) }}
          token={token}
        />
      ) : (
        <ConfirmEndorsement frame={frame} endorsement={live.endorsement} />
      )}
    </div>
  );
}

function chosen(refused: ConfirmPageProps['refused']) {
  const { visibility, updates } = refused?.choices ?? {};
  return visibility ? { visibility, updates: updates === true } : {};
}

function ConfirmSignature(props: {
  frame: LetterFrame;
  signatory: SignatoryView;
  seen: string;
  change: TextChange | null;
  token: string;
}) {
  const { frame, signatory, seen, change, token } = props;
  const locale = useLocale();
  const t = useTranslate();
  const details = [signatory.title, signatory.affiliation].filter(Boolean).join(', ');
  return (
    <>
      <dl className="summary-list">
        <SummaryRow label={t('confirm.name')} value={signatory.name} strong />
        {details ? <SummaryRow label={t('field.affiliation')} value={details} /> : null}
      </dl>
      {change ? <TextChangeSection frame={frame} change={change} /> : null}
      <form method="post" noValidate>
        <input type="hidden" name="version" value={seen} />
        {change ? (
          <p>
            <strong>{t('confirm.changed', { to: change.to })}</strong>
          </p>
        ) : null}
        <RadioSet
          id="confirm-visibility"
          legend={t('field.visibility')}
          hint={t('confirm.visibility.hint')}
          name="visibility"
          value={signatory.visibility}
          choices={visibilityChoices(t)}
        />
        <CheckField
          id="confirm-updates"
          name="updates"
          label={t('field.updates', { n: promisedUpdates })}
          checked={signatory.updates}
        />
        {signatory.newsFrom ? (
          <NewsConsentField
            id="confirm-newsFrom"
            by={signatory.newsFrom}
            value={signatory.newsFrom.code}
            checked
            hint="field.newsFrom.hint"
          />
        ) : null}
        <p>{t('confirm.consent', { addressee: frame.addresseeShort })}</p>
        <button className="button" type="submit">
          {t('confirm.button')}
        </button>
      </form>
      <p className="soft">{t('confirm.notYou')}</p>
      <p className="touch-line">
        <a href={localisedPath(`/not-me/${token}`, locale, frame.masterLocale)}>
          {t('confirm.notMe')}
        </a>
      </p>
    </>
  );
}

function ConfirmEndorsement(props: { frame: LetterFrame; endorsement: EndorsementView }) {
  const { frame, endorsement } = props;
  const t = useTranslate();
  const consent = endorsement.atOnce ? 'confirm.consentInvited' : 'confirm.consentOrganisation';
  return (
    <>
      <dl className="summary-list">
        <SummaryRow label={t('field.organisation')} value={endorsement.organisation} strong />
        <SummaryRow label={t('field.representative')} value={endorsement.representative} />
        <SummaryRow label={t('field.role')} value={endorsement.role} />
      </dl>
      <p>{t(consent, { addressee: frame.addresseeShort })}</p>
      <form method="post">
        <button className="button" type="submit">
          {t('confirm.buttonOrganisation')}
        </button>
      </form>
      <p className="soft">{t('confirm.notYou')}</p>
    </>
  );
}

function SummaryRow(props: { label: string; value: string; strong?: boolean }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd className={props.strong ? 'summary-name' : undefined}>
        <Signer name={props.value} />
      </dd>
    </div>
  );
}
