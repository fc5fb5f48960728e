import { monogramOf } from '../monogram';

export type OrganisationLogo = { hash: string; width: number; height: number };

/** The tile that stands under the letter, before it stands there: the logo, or the monogram. */
export function OrganisationMark(props: {
  id: string;
  organisation: string;
  logo: OrganisationLogo | null;
}) {
  const { id, organisation, logo } = props;
  if (!logo) {
    return (
      <span className="organisation-mark monogram" aria-hidden="true">
        {monogramOf(organisation)}
      </span>
    );
  }
  // The address changes with the picture, so that no older one stays in sight.
  return (
    <span className="organisation-mark">
      <img
        src={`endorsements/${id}/logo.png?${logo.hash.slice(0, 12)}`}
        alt={`Logo of ${organisation}`}
        width={logo.width}
        height={logo.height}
      />
    </span>
  );
}
