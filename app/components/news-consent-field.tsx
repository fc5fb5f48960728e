import { type NamedOrganisation, shownNames } from '~/domain/endorsements/organisation-names';
import { CheckField } from './check-field';
import { useLocale, useTranslate } from './locale-context';
import type { Answers } from './signature-fields';

/** The organisation through whose own link a visitor came, as far as pages show it. */
export type CameBy = {
  code: string;
  organisation: NamedOrganisation;
  newsPrivacyUrl: string | null;
};

type NewsConsentProps = {
  id: string;
  by: CameBy;
  value: string;
  checked: boolean;
  hint: 'field.newsFrom.hint' | 'mine.newsFrom.hint';
};

/** Whether one organisation, named here, may have name and address; never ticked in advance. */
export function NewsConsentField({ id, by, value, checked, hint }: NewsConsentProps) {
  const locale = useLocale();
  const t = useTranslate();
  const { name: organisation } = shownNames(by.organisation, locale);
  return (
    <div className="news-consent">
      <CheckField
        id={id}
        name="newsFrom"
        value={value}
        label={t('field.newsFrom', { organisation })}
        checked={checked}
        hint={t(hint)}
      />
      {by.newsPrivacyUrl ? (
        <p className="touch-line">
          <a href={by.newsPrivacyUrl} rel="noreferrer" target="_blank">
            {t('field.newsFrom.privacy', { organisation })}
          </a>
        </p>
      ) : null}
    </div>
  );
}

/** What the sign form says and carries of the link somebody came by. */
export function CameByLine({ by }: { by: CameBy }) {
  const locale = useLocale();
  const t = useTranslate();
  const { name: organisation } = shownNames(by.organisation, locale);
  return (
    <>
      <input type="hidden" name="via" value={by.code} />
      <p className="soft">{t('sign.via', { organisation })}</p>
    </>
  );
}

/** While nobody can say whose link it was, what the person said is sent again as it was. */
export function UnreadCameBy({ answers }: { answers: Answers }) {
  return (
    <>
      {(['via', 'newsFrom'] as const).map((name) =>
        answers[name] ? <input key={name} type="hidden" name={name} value={answers[name]} /> : null,
      )}
    </>
  );
}
