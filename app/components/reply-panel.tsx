import type { PublicReply } from '~/domain/replies/list-public-replies.server';
import { formatDayOf } from '~/i18n/format-date';
import { localeNames } from '~/i18n/locale';
import { useLocale, useTranslate } from './locale-context';

/** What addressees answered, as the organisers published it; nothing while there is none. */
export function ReplyPanel(props: { replies: PublicReply[]; timeZone: string }) {
  const t = useTranslate();
  if (props.replies.length === 0) return null;
  return (
    <section id="replies" className="page-section" aria-labelledby="replies-title">
      <h2 id="replies-title">{t('replies.title')}</h2>
      {props.replies.map((reply) => (
        <PublishedReply key={reply.id} reply={reply} timeZone={props.timeZone} />
      ))}
    </section>
  );
}

/** One published reply: plain text, and nothing in it becomes a link. */
export function PublishedReply({ reply, timeZone }: { reply: PublicReply; timeZone: string }) {
  const locale = useLocale();
  const t = useTranslate();
  const { deliveredAt, sender, statementUrl } = reply;
  return (
    <article id={`reply-${reply.id}`} className="reply">
      <h3>{t(`replies.kind.${reply.kind}`)}</h3>
      <p className="soft">
        <time dateTime={reply.at}>{formatDayOf(locale, reply.at, timeZone)}</time>
        {sender ? ` · ${t('replies.from', { sender })}` : null}
        {deliveredAt
          ? ` · ${t('replies.onLetter', { date: formatDayOf(locale, deliveredAt, timeZone) })}`
          : null}
        {reply.locale === locale
          ? null
          : ` · ${t('replies.language', { language: localeNames[reply.locale] })}`}
      </p>
      <blockquote lang={reply.locale} className="reply-words">
        {reply.paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </blockquote>
      {statementUrl ? (
        <p>
          <a href={statementUrl} rel="noreferrer nofollow">
            {t('replies.statement')}
          </a>
        </p>
      ) : null}
    </article>
  );
}
