import { parseLimitedMarkdown, spellOutLinks } from '~/documents/limited-markdown';
import { renderLimitedMarkdown } from '~/documents/render-limited-markdown';
import type { MessageProps } from '~/domain/messages/message';
import { LinkLine, MailLayout, Paragraph, SmallPrint } from './layout';
import { type MailCopy, mailCopy } from './mail-copy';
import { letterLink, tokenLink, unsubscribeLink } from './mail-links';
import { type MailSite, type RenderedMail, renderedMail } from './rendered-mail';

type Update = MessageProps['update'];

/** News that a signatory asked for: the text as it was approved, why it comes, and how it ends. */
export async function renderUpdate(props: Update, site: MailSite): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const unsubscribe = unsubscribeLink(site.publicUrl, props.unsubscribeToken);
  const mail = await updateMail(props, site, { say, subject: subjectOf(props, say) });
  return { ...mail, unsubscribe };
}

/** The same before it leaves, to the team: marked as a test, and with nobody's links. */
export function renderUpdateTest(props: Update, site: MailSite): Promise<RenderedMail> {
  const say = mailCopy(props.locale);
  const subject = say('updateTest.subject', { subject: subjectOf(props, say) });
  return updateMail(props, site, { say, subject, above: say('updateTest.what') });
}

function subjectOf(props: Update, say: MailCopy): string {
  if (!props.discreetSubject) return props.subject;
  return say(props.about === 'answer' ? 'update.subjectAnswer' : 'update.subjectNews');
}

function updateMail(
  props: Update,
  site: MailSite,
  words: { say: MailCopy; subject: string; above?: string },
): Promise<RenderedMail> {
  const { say, subject, above } = words;
  const letter = letterLink(site.publicUrl, props);
  const manage = tokenLink(site.publicUrl, props, 'my-signature', props.manageToken);
  const unsubscribe = unsubscribeLink(site.publicUrl, props.unsubscribeToken);
  const answered = props.about === 'answer' && say('update.answered');
  const title = say('letter', { title: props.letterTitle });
  const why = say('update.why', { place: props.place, promised: props.promised });
  return renderedMail(
    subject,
    [
      above ?? false,
      answered,
      props.subject,
      ...props.paragraphs.map(plain),
      `${title}\n${letter}`,
      why,
      `${say('noMoreNews')}\n${unsubscribe}`,
      `${say('manage')}\n${manage}`,
      say('keepPrivate'),
    ],
    <MailLayout locale={props.locale} title={subject}>
      {above ? <SmallPrint>{above}</SmallPrint> : null}
      {answered ? <SmallPrint>{answered}</SmallPrint> : null}
      <Paragraph>
        <strong>{props.subject}</strong>
      </Paragraph>
      {props.paragraphs.map((paragraph, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, and two may be alike
        <Paragraph key={place}>
          <Rich markdown={paragraph} />
        </Paragraph>
      ))}
      <LinkLine before={title} href={letter} label={say('letterLabel')} />
      <SmallPrint>{why}</SmallPrint>
      <LinkLine before={say('noMoreNews')} href={unsubscribe} label={say('unsubscribeLabel')} />
      <LinkLine before={say('manage')} href={manage} label={say('manageLabel')} />
      <SmallPrint>{say('keepPrivate')}</SmallPrint>
    </MailLayout>,
  );
}

function plain(markdown: string): string {
  return spellOutLinks(parseLimitedMarkdown(markdown))
    .map(({ text }) => text)
    .join('');
}

/** There are no notes here: what looks like a reference stays what was typed. */
function Rich({ markdown }: { markdown: string }) {
  const html = renderLimitedMarkdown(markdown, { noteLabel: (id) => id, noteHref: () => '#' });
  // biome-ignore lint/security/noDangerouslySetInnerHtml: limited Markdown, rendered with HTML off.
  return <span dangerouslySetInnerHTML={{ __html: html }} />;
}
