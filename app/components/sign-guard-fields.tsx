import { useTranslate } from './locale-context';

/**
 * What programs give themselves away by: the time at which the form was made, signed, and a field
 * that people do not see. Neither loses anybody's signature without saying so.
 */
export function SignGuardFields({ stamp }: { stamp?: string }) {
  const t = useTranslate();
  return (
    <>
      {stamp ? <input type="hidden" name="stamp" value={stamp} /> : null}
      <div className="visually-hidden" aria-hidden="true">
        <label htmlFor="sign-website-url">{t('sign.leaveEmpty')}</label>
        <input
          type="text"
          id="sign-website-url"
          name="website_url"
          tabIndex={-1}
          autoComplete="off"
        />
      </div>
    </>
  );
}
