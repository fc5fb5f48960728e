import type { AttentionItem } from '~/components/desk/attention-list';
import { writeCount } from '~/components/desk/figures';
import { allowed, type TroubledSituation } from './attention-about-trouble';

/** Addressees who have not answered, and replies of which nobody has said what they are. */
export function aboutReplies(
  { trouble, role }: Pick<TroubledSituation, 'trouble' | 'role'>,
  base: string,
): AttentionItem[] {
  const to = allowed(role, 'send-delivery', base, '/replies');
  const { silent, unjudged } = trouble;
  const items: AttentionItem[] = silent.map(({ addressee, days }) => ({
    text: `No answer from ${addressee} is on record after ${days} days.`,
    link: 'See the text to ask once more',
    to,
  }));
  if (unjudged === 0) return items;
  const text =
    unjudged === 1
      ? 'Nobody has said yet what kind of reply one is.'
      : `Nobody has said yet what kind ${writeCount(unjudged)} replies are.`;
  return [{ text, link: 'Read it', to }, ...items];
}
