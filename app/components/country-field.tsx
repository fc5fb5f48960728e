import { countryOptions } from '~/i18n/country-names';
import { describedBy, Field, type FieldProps } from './field';
import { useLocale } from './locale-context';

type CountryFieldProps = FieldProps & {
  value?: string;
  /** What the first, empty choice says. */
  nothing: string;
};

/** Every country by its name in the page's language. */
export function CountryField({ value, nothing, ...field }: CountryFieldProps) {
  const locale = useLocale();
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
        <option value="">{nothing}</option>
        {countryOptions(locale).map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </Field>
  );
}
