import type { Locale } from '~/i18n/locale';
import { MailLayout, Paragraph, SmallPrint } from './layout';
import { mailCopy } from './mail-copy';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

/** What an organiser sends to themselves to see whether mail arrives, and how. */
export function renderTestMail(
  { locale }: { locale: Locale },
  site: MailSite,
): Promise<RenderedMail> {
  const say = mailCopy(locale);
  const subject = say('testMail.subject');
  const what = say('testMail.what', { site: site.publicUrl });
  const next = say('testMail.next');
  return renderedMail(
    subject,
    [what, next, say('automatic')],
    <MailLayout locale={locale} title={subject}>
      <Paragraph>{what}</Paragraph>
      <Paragraph>{next}</Paragraph>
      <SmallPrint>{say('automatic')}</SmallPrint>
    </MailLayout>,
  );
}
