import { Form } from '@remix-run/react';
import { type CampaignFields, campaignFields } from '~/domain/signatures/campaign-source';
import type { Locale } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import { withParameters } from '~/primitives/with-parameters';
import { embedFrame } from '../embed-frame';
import { TextField } from './form-fields';
import { languageNames } from './state-labels';

type PartnerLinksProps = {
  letter: { slug: string; masterLocale: Locale };
  publicUrl: string;
  /** In the languages in which the letter can be read. */
  titles: { locale: Locale; title: string }[];
  /** The words as a link keeps them; none for links that count for nobody. */
  campaign: CampaignFields;
};

const labels: Record<(typeof campaignFields)[number], { label: string; hint: string }> = {
  utm_source: { label: 'Who shares it', hint: 'A partner or a place, for example church-bulletin' },
  utm_medium: { label: 'How (optional)', hint: 'For example email, poster or site' },
  utm_campaign: { label: 'When or for what (optional)', hint: 'For example week-3' },
};

/** Links and frames for partners, whose signatures are counted by the words in them. */
export function PartnerLinks({ letter, publicUrl, titles, campaign }: PartnerLinksProps) {
  const named = Object.values(campaign).join(' / ');
  return (
    <section aria-labelledby="partners">
      <h2 id="partners" tabIndex={-1}>
        On partners’ sites
      </h2>
      <p>
        A link, and a small frame with the title, the counts and a button to the letter. The frame
        sets no cookie, runs no script and has no form: people sign on the letter’s own page.
        Organisations that signed find a link and a frame of their own on their page.
      </p>
      <Form method="get" action="#partners" className="desk-filters">
        {campaignFields.map((name) => (
          <TextField
            key={name}
            id={name}
            name={name}
            {...labels[name]}
            defaultValue={campaign[name]}
            maxLength={64}
            spellCheck={false}
          />
        ))}
        <button type="submit" className="desk-button">
          Make the links
        </button>
      </Form>
      <p>
        {named
          ? `Signatures by these are counted as “${named}” on the overview. Nothing is stored about people who only visit.`
          : 'These links count for nobody in particular.'}
      </p>
      {titles.map(({ locale, title }) => {
        const link = publicUrl + letterPath(letter, locale);
        const frame = publicUrl + letterPath(letter, locale, 'embed');
        return (
          <div key={`${locale} ${named}`}>
            <h3>{languageNames[locale]}</h3>
            <TextField
              id={`link-${locale}`}
              name={`link-${locale}`}
              label={`Link, ${languageNames[locale]}`}
              readOnly
              defaultValue={withParameters(link, campaign)}
            />
            <TextField
              id={`embed-${locale}`}
              name={`embed-${locale}`}
              label={`Frame, ${languageNames[locale]}`}
              multiline
              readOnly
              defaultValue={embedFrame(withParameters(frame, campaign), title)}
            />
          </div>
        );
      })}
    </section>
  );
}
