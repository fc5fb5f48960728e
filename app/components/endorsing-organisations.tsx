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
  const { organisation, organisationEn, representative, role } = endorsement;
  return (
    <li className="organisation">
      <OrganisationMark endorsement={endorsement} />
      <div>
        <p className="organisation-name">
          <Signer name={organisation} />
        </p>
        {organisationEn && organisationEn !== organisation ? (
          <p>
            <Signer name={organisationEn} locale="en" />
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
      </div>
    </li>
  );
}

/** The name stands beside it, so that the picture itself has nothing to say. */
function OrganisationMark({ endorsement }: { endorsement: PublicEndorsement }) {
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
      {monogramOf(endorsement.organisation)}
    </span>
  );
}
