import { useTranslate } from './locale-context';

type ShareLinksProps = { url: string; text: string; subject: string; posterHref: string };

/** Ordinary links that carry the letter's address and nothing about the person who shares it. */
export function ShareLinks({ url, text, subject, posterHref }: ShareLinksProps) {
  const t = useTranslate();
  const whole = encodeURIComponent(`${text} ${url}`);
  const links = [
    { name: 'WhatsApp', href: `https://wa.me/?text=${whole}` },
    {
      name: 'Telegram',
      href: `https://t.me/share/url?url=${encodeURIComponent(url)}&text=${encodeURIComponent(text)}`,
    },
    { name: 'Viber', href: `viber://forward?text=${whole}` },
    {
      name: t('share.email'),
      href: `mailto:?subject=${encodeURIComponent(subject)}&body=${whole}`,
    },
  ];
  return (
    <section className="share" aria-labelledby="share-title">
      <h2 id="share-title">{t('share.title')}</h2>
      <p>{t('share.copyHint')}</p>
      <p className="share-text" id="share-text">
        {text} {url}
      </p>
      <ul className="share-links">
        <li hidden data-share="">
          <button className="button button-quiet" type="button" data-url={url} data-text={text}>
            {t('share.system')}
          </button>
        </li>
        <li hidden data-copy="">
          <button
            className="button button-quiet"
            type="button"
            data-text={`${text} ${url}`}
            data-done={t('share.copied')}
          >
            {t('share.copy')}
          </button>
        </li>
        {links.map(({ name, href }) => (
          <li key={name}>
            <a className="button button-quiet" href={href} rel="noreferrer">
              {name}
            </a>
          </li>
        ))}
      </ul>
      <p className="share-poster">
        <a href={posterHref}>{t('share.poster')}</a>
      </p>
    </section>
  );
}
