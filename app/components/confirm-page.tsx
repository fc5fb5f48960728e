import type { SignatureVisibility } from '~/domain/signatures/signature';
import type { LetterFrame } from './letter-frame';
import { useTranslate } from './locale-context';
import { Signer } from './signer';
import { visibilityLabel } from './visibility-choices';

export type LiveConfirmation =
  | {
      subject: 'signature';
      signatory: {
        name: string;
        title: string | null;
        affiliation: string | null;
        visibility: SignatureVisibility;
      };
    }
  | {
      subject: 'endorsement';
      endorsement: { organisation: string; representative: string; role: string };
    };

/** One form with one button: opening the link from the mail changes nothing. */
export function ConfirmPage({ frame, live }: { frame: LetterFrame; live: LiveConfirmation }) {
  const t = useTranslate();
  return (
    <div className="container page narrow">
      <h1>{t('confirm.title')}</h1>
      <p className="lead">{frame.title}</p>
      <dl className="summary-list">
        {live.subject === 'signature' ? (
          <SignatureSummary {...live.signatory} />
        ) : (
          <EndorsementSummary {...live.endorsement} />
        )}
      </dl>
      <p>
        {live.subject === 'signature'
          ? t('confirm.consent', { addressee: frame.addresseeShort })
          : t('confirm.consentOrganisation', { addressee: frame.addresseeShort })}
      </p>
      <form method="post">
        <button className="button" type="submit">
          {live.subject === 'signature' ? t('confirm.button') : t('confirm.buttonOrganisation')}
        </button>
      </form>
      <p className="soft">{t('confirm.notYou')}</p>
    </div>
  );
}

function SignatureSummary(props: {
  name: string;
  title: string | null;
  affiliation: string | null;
  visibility: SignatureVisibility;
}) {
  const t = useTranslate();
  const details = [props.title, props.affiliation].filter(Boolean).join(', ');
  return (
    <>
      <SummaryRow label={t('field.name')} value={props.name} />
      {details ? <SummaryRow label={t('field.affiliation')} value={details} /> : null}
      <div>
        <dt>{t('confirm.visibility')}</dt>
        <dd>{visibilityLabel(t, props.visibility)}</dd>
      </div>
    </>
  );
}

function EndorsementSummary(props: { organisation: string; representative: string; role: string }) {
  const t = useTranslate();
  return (
    <>
      <SummaryRow label={t('field.organisation')} value={props.organisation} />
      <SummaryRow label={t('field.representative')} value={props.representative} />
      <SummaryRow label={t('field.role')} value={props.role} />
    </>
  );
}

function SummaryRow({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Signer name={value} />
      </dd>
    </div>
  );
}
