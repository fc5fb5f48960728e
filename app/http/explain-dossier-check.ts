import { writeCount, writePeople, writeSize } from '~/components/desk/figures';
import { languageNames } from '~/components/desk/state-labels';
import type { DossierCheck } from '~/domain/deliveries/dossier-check';
import { isLocale } from '~/i18n/locale';

/** One line of the list of checks: what was looked at, how it came out, and what to do about it. */
export type ShownCheck = {
  key: string;
  state: DossierCheck['state'];
  title: string;
  found: string;
  todo: string | null;
};

type Words = { title: string; found: string; todo: string };

/** The check in the words of the desk. */
export function explainDossierCheck(check: DossierCheck): ShownCheck {
  const { title, found, todo } = wordsOf(check);
  const { name: key, state } = check;
  return { key, state, title, found, todo: state === 'ok' ? null : todo };
}

function wordsOf({ name, facts, state }: DossierCheck): Words {
  const figure = (fact: string) => Number(facts[fact] ?? 0);
  switch (name) {
    case 'current':
      return { title: 'Whether it is still true', ...current(facts.changed, figure('withdrawn')) };
    case 'languages':
      return {
        title: 'Languages',
        found:
          state === 'ok'
            ? 'Nothing is missing.'
            : `Something is missing in: ${nameLanguages(String(facts.lacking))}.`,
        todo: 'Complete the text and publish it, or take the language away from the addressee.',
      };
    case 'addresses':
      return {
        title: 'Form of the addresses',
        found: `${writeCount(figure('mailboxes'))} looked at, ${writeCount(figure('wrong'))} wrong.`,
        todo: 'Correct the addressee, and freeze the dossier anew.',
      };
    case 'address-age':
      return {
        title: 'Name and address, looked at in the last 30 days',
        found: `Last checked: ${facts.checkedOn}.`,
        todo: 'Look whether name, title and address are still right, and note it with the addressee.',
      };
    case 'subject':
      return {
        title: 'Length of the subject',
        found: `${writeCount(figure('length'))} characters.`,
        todo: 'Many mail programs cut it off. A shorter one can be written in the step about the mail.',
      };
    case 'fonts':
      return {
        title: 'Fonts and text of the PDF',
        found: `${writeCount(figure('embedded'))} of ${writeCount(figure('fonts'))} fonts are embedded.`,
        todo: 'Freeze it anew. If it stays so, tell whoever runs the installation.',
      };
    case 'names':
      return {
        title: 'Names in the annex',
        found: `${writeCount(figure('named'))} names compared, ${writeCount(figure('private'))} that people do not give to the addressee.`,
        todo: 'Freeze it anew: it takes the names as people give them now.',
      };
    case 'counts':
      return {
        title: 'The same number in letter, annex and snapshot',
        found: `${writePeople(figure('signatures'))} in all, ${writeCount(figure('named'))} names in the annex.`,
        todo: 'Freeze it anew. If it stays so, tell whoever runs the installation.',
      };
    case 'links':
      return {
        title: 'Form of the links',
        found: `${writeCount(figure('links'))} looked at, ${writeCount(figure('doubtful'))} that are no complete https address.`,
        todo: 'Correct the text of the letter; nothing was opened to check this.',
      };
    case 'size':
      return {
        title: 'Size',
        found: `${writeSize(figure('bytes'))} as it is sent. Up to 5 MB is fine, above 7 MB it is not sent.`,
        todo: 'Deliver it by hand or by post, or ask whoever runs the installation.',
      };
    default:
      throw new Error(name satisfies never);
  }
}

function current(changed: string | number | undefined, withdrawn: number) {
  const todo = 'Freeze it anew: the dossier then has everything as it is now.';
  if (changed === 'text') return { found: 'The public text is another one now.', todo };
  if (changed === 'target') {
    return { found: 'Addressee, mailbox or copies were changed since.', todo };
  }
  if (withdrawn > 0) {
    return { found: `${writePeople(withdrawn)} in it can be named no longer.`, todo };
  }
  return { found: 'Text, addressee and names are those of today.', todo };
}

function nameLanguages(lacking: string): string {
  return lacking
    .split(' ')
    .map((locale) => (isLocale(locale) ? languageNames[locale] : locale))
    .join(', ');
}
