import { shownNames } from '~/domain/endorsements/organisation-names';
import type { ShareKit as Kit } from '~/domain/endorsements/read-share-kit.server';
import { type Locale, localeNames } from '~/i18n/locale';
import { letterPath } from '~/i18n/localised-path';
import { translator } from '~/i18n/translator';
import { embedFrame } from './embed-frame';
import { Field } from './field';
import type { LetterFrame } from './letter-frame';
import { useTranslate } from './locale-context';
import type { StoredEndorsement } from './my-endorsement-page';

type ShareKitProps = { frame: LetterFrame; endorsement: StoredEndorsement; kit: Kit };

/** What an approved organisation shares the letter with, in each language, and what came of it. */
export function ShareKit({ frame, endorsement, kit }: ShareKitProps) {
  const t = useTranslate();
  return (
    <section className="page-section share-kit" aria-labelledby="share-kit">
      <h2 id="share-kit">{t('kit.title')}</h2>
      <p>{t('kit.intro')}</p>
      <p>{t('kit.signed', { n: kit.people })}</p>
      {kit.titles.map(({ locale, title }) => (
        <details className="more-fields" key={locale} open={locale === frame.textLocale}>
          <summary>
            <span lang={locale}>{localeNames[locale]}</span>
          </summary>
          <KitIn locale={locale} title={title} frame={frame} endorsement={endorsement} kit={kit} />
        </details>
      ))}
    </section>
  );
}

/** Link, text and badge for readers of one language; labels stay in the language of the page. */
function KitIn({
  locale,
  title,
  frame,
  endorsement,
  kit,
}: ShareKitProps & { locale: Locale; title: string }) {
  const t = useTranslate();
  const say = translator(locale);
  const link = `${frame.publicUrl}${letterPath(frame, locale)}?via=${kit.code}`;
  const about = { organisation: shownNames(endorsement, locale).name, title };
  const badge = `/letters/${frame.slug}/badge/${kit.code}.${locale}.png`;
  const frameAddress = `${frame.publicUrl}${letterPath(frame, locale, 'embed')}?via=${kit.code}`;
  const fields = {
    link: { id: `kit-link-${locale}`, label: t('kit.link') },
    text: { id: `kit-text-${locale}`, label: t('kit.text') },
    embed: { id: `kit-embed-${locale}`, label: t('kit.embed'), hint: t('kit.embed.hint') },
  };
  return (
    <>
      <Field {...fields.link}>
        <input className="control" id={fields.link.id} type="text" readOnly value={link} />
      </Field>
      <Field {...fields.text}>
        <textarea
          className="control"
          id={fields.text.id}
          lang={locale}
          rows={5}
          readOnly
          value={say('kit.share', { ...about, link })}
        />
      </Field>
      <Field {...fields.embed}>
        <textarea
          className="control"
          id={fields.embed.id}
          aria-describedby={`${fields.embed.id}-hint`}
          rows={4}
          readOnly
          value={embedFrame(frameAddress, title)}
        />
      </Field>
      <h3>{t('kit.badge')}</h3>
      <p>
        <img
          className="badge"
          src={badge}
          width={640}
          height={200}
          lang={locale}
          alt={say('kit.badge.alt', about)}
          loading="lazy"
        />
      </p>
      <p className="touch-line">
        <a href={badge} download="">
          {t('kit.badge.download')}
        </a>
      </p>
    </>
  );
}
