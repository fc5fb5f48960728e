import { countryOptions } from '~/i18n/country-names';
import { describedBy, Field, type FieldProps } from './field';
import { useLocale, useTranslate } from './locale-context';

/** Every country by its name in the page's language; the empty choice stays possible. */
export function CountryField({ value, ...field }: FieldProps & { value?: string }) {
  const locale = useLocale();
  const t = useTranslate();
  return (
    <Field {...field}>
      <select
        className="control"
        id={field.id}
        name="country"
        autoComplete="country"
        defaultValue={value?.toUpperCase() ?? ''}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={describedBy(field)}
      >
        <option value="">{t('form.noCountry')}</option>
        {countryOptions(locale).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}
