import { useTranslate } from './locale-context';

const sections = ['risk', 'seen', 'stored', 'kept', 'mail', 'phone', 'undone', 'rights'] as const;

/** What a signature means for a person who has something to fear, in plain words. */
export function SafetyArticle() {
  const t = useTranslate();
  return (
    <div className="container page reading">
      <h1>{t('safety.title')}</h1>
      <p className="lead">{t('safety.introduction')}</p>
      {sections.map((section) => (
        <section key={section} id={section} className="page-section">
          <h2>{t(`safety.${section}.title`)}</h2>
          {t(`safety.${section}.text`)
            .split('\n')
            .map((paragraph) => (
              <p key={paragraph}>{paragraph}</p>
            ))}
        </section>
      ))}
    </div>
  );
}
