import { shownNames } from '~/domain/endorsements/organisation-names';
import type { PublicEndorsement } from '~/domain/letters/letter-view';
import { countryName } from '~/i18n/country-names';
import { useLocale, useTranslate } from './locale-context';
import { monogramOf } from './monogram';
import { Signer } from './signer';

/** Every organisation with a tile of one size, whether it gave a logo or not. */
export function EndorsingOrganisations(props: {
  endorsements: PublicEndorsement[];
  endorseHref: string | null;
}) {
  const t = useTranslate();
  return (
    <section id="organisations" className="page-section" aria-labelledby="organisations-title">
      <h2 id="organisations-title">{t('organisations.title')}</h2>
      <p>{t('count.organisations', { n: props.endorsements.length })}</p>
      <ul className="organisations">
        {props.endorsements.map((endorsement) => (
          <OrganisationTile key={endorsement.id} endorsement={endorsement} />
        ))}
      </ul>
      {props.endorseHref ? (
        <p>
          <a className="button button-quiet" href={props.endorseHref}>
            {t('endorse.button')}
          </a>
        </p>
      ) : null}
    </section>
  );
}

function OrganisationTile({ endorsement }: { endorsement: PublicEndorsement }) {
  const locale = useLocale();
  const t = useTranslate();
  const { organisationEn, representative, role, statement } = endorsement;
  const { name, beside } = shownNames(endorsement, locale);
  const languageOf = (shown: string) => (shown === organisationEn ? 'en' : undefined);
  return (
    <li className="organisation">
      <OrganisationMark endorsement={endorsement} name={name} />
      <div>
        {endorsement.coordinator ? (
          <p className="organisation-part">{t('organisations.coordinator')}</p>
        ) : null}
        <p className="organisation-name">
          <Signer name={name} locale={languageOf(name)} />
        </p>
        {beside ? (
          <p>
            <Signer name={beside} locale={languageOf(beside)} />
          </p>
        ) : null}
        {representative ? (
          <p>
            <Signer name={representative} />
            {role ? (
              <>
                , <Signer name={role} />
              </>
            ) : null}
          </p>
        ) : null}
        <p className="soft">{countryName(locale, endorsement.country)}</p>
        {statement ? (
          <blockquote className="organisation-statement" dir="auto">
            {statement}
          </blockquote>
        ) : null}
      </div>
    </li>
  );
}

/** The name stands beside it, so that the picture itself has nothing to say. */
function OrganisationMark(props: { endorsement: PublicEndorsement; name: string }) {
  const { endorsement, name } = props;
  if (endorsement.logoHash) {
    return (
      <span className="organisation-mark">
        <img
          src={`/media/${endorsement.logoHash}.png`}
          alt=""
          width={endorsement.logoWidth ?? undefined}
          height={endorsement.logoHeight ?? undefined}
          loading="lazy"
          decoding="async"
        />
      </span>
    );
  }
  return (
    <span className="organisation-mark monogram" aria-hidden="true">
      {monogramOf(name)}
    </span>
  );
}
