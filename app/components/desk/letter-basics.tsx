import type { Locale } from '~/i18n/locale';
import { locales } from '~/i18n/locale';
import { CheckBox, SelectField } from './form-fields';
import { languageNames } from './state-labels';

/** Under this name each language is sent, so that no two boxes share one. */
export function languageField(locale: Locale): string {
  return `locale-${locale}`;
}

/** In which languages the letter is offered; `fixed` is always among them. */
export function LanguageChoices(props: {
  chosen: readonly Locale[];
  fixed?: Locale;
  hint: string;
}) {
  const { chosen, fixed, hint } = props;
  return (
    <fieldset className="desk-field" aria-describedby="locales-hint">
      <legend>Languages it is offered in</legend>
      <p id="locales-hint" className="desk-hint">
        {hint}
      </p>
      {locales
        .filter((locale) => locale !== fixed)
        .map((locale) => (
          <CheckBox
            key={locale}
            id={languageField(locale)}
            name={languageField(locale)}
            label={languageNames[locale]}
            checked={chosen.includes(locale)}
          />
        ))}
    </fieldset>
  );
}

/**
 * The zone in which the letter's times are written and read, out of those that the server knows;
 * browsers have other lists.
 */
export function TimeZoneField(props: { chosen: string; zones: readonly string[] }) {
  const { chosen, zones } = props;
  const known = zones.includes(chosen) ? zones : [chosen, ...zones];
  return (
    <SelectField
      id="timeZone"
      name="timeZone"
      label="Time zone of its dates and times"
      choices={known.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      chosen={chosen}
    />
  );
}
