import type { ShareKit as Kit } from '~/domain/endorsements/read-share-kit.server';
import { CheckField } from './check-field';
import { endorseField } from './endorsement-fields';
import { useTranslate } from './locale-context';
import type { RefusedForm, StoredEndorsement } from './my-endorsement-page';
import { TextField } from './text-field';

type NewsFormsProps = {
  endorsement: StoredEndorsement;
  kit: Kit;
  refused: RefusedForm | null;
};

/** Whether signatories are asked for their consent to an organisation's news, and who gave it. */
export function NewsForms({ endorsement, kit, refused }: NewsFormsProps) {
  const t = useTranslate();
  const stored = {
    news: kit.newsPrivacyUrl ? 'yes' : '',
    newsPrivacyUrl: kit.newsPrivacyUrl ?? '',
  };
  const answers = refused?.answers ?? stored;
  return (
    <section className="page-section" aria-labelledby="news">
      <h2 id="news">{t('news.title')}</h2>
      <p>{t('news.intro')}</p>
      <form method="post" noValidate>
        <CheckField
          id="endorse-news"
          name="news"
          label={t('news.ask')}
          checked={Boolean(answers.news)}
        />
        <TextField
          {...endorseField(t, refused?.faults ?? [], 'newsPrivacyUrl')}
          hint={t('field.newsPrivacyUrl.hint')}
          name="newsPrivacyUrl"
          value={answers.newsPrivacyUrl}
          input={{ type: 'url', inputMode: 'url', maxLength: 300, spellCheck: false }}
        />
        <button className="button" type="submit" name="intent" value="news">
          {t('mine.save')}
        </button>
      </form>
      <p>{t('kit.wantNews', { n: kit.wantNews })}</p>
      {kit.newsPrivacyUrl === null && kit.wantNews > 0 ? <p>{t('news.off')}</p> : null}
      {kit.newsPrivacyUrl !== null || kit.wantNews > 0 ? (
        <ListForm email={endorsement.email} />
      ) : null}
    </section>
  );
}

/** The list goes to the confirmed mailbox, whoever has this page open. */
function ListForm({ email }: { email: string }) {
  const t = useTranslate();
  if (!email) return <p>{t('news.list.noMailbox')}</p>;
  return (
    <form method="post">
      <p>{t('news.list.text', { email })}</p>
      <button className="button button-quiet" type="submit" name="intent" value="news-list">
        {t('news.list')}
      </button>
    </form>
  );
}
