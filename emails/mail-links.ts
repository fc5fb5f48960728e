import type { Locale } from '~/i18n/locale';
import { letterPath, localisedPath } from '~/i18n/localised-path';

type About = { slug: string; masterLocale: Locale; locale: Locale };
export type TokenPage =
  | 'confirm'
  | 'confirm-again'
  | 'not-me'
  | 'my-signature'
  | 'carry-over'
  | 'my-endorsement'
  | 'invitation'
  | 'mailbox-change'
  | 'authority-check'
  | 'news-list';

/** The address of a page that a token opens, in the recipient's language. */
export function tokenLink(publicUrl: string, about: About, page: TokenPage, token: string): string {
  return publicUrl + localisedPath(`/${page}/${token}`, about.locale, about.masterLocale);
}

/**
 * The address that ends reminders and news. Mail programs post to it by themselves (RFC 8058), so
 * it has no language prefix that could redirect; the page speaks the language of the signature.
 */
export function unsubscribeLink(publicUrl: string, token: string): string {
  return `${publicUrl}/unsubscribe/${token}`;
}

/** The address of the letter in the recipient's language. */
export function letterLink(publicUrl: string, about: About): string {
  return publicUrl + letterPath(about, about.locale);
}

/** The address of the letter by which an organisation is recognised. */
export function ownLink(publicUrl: string, about: About, shareCode: string): string {
  return `${letterLink(publicUrl, about)}?via=${shareCode}`;
}

/** The address that signs an organiser in; the desk has no language prefix. */
export function signInPage(publicUrl: string): string {
  return `${publicUrl}/organise/sign-in`;
}

export function signInLink(publicUrl: string, token: string): string {
  return `${signInPage(publicUrl)}/${token}`;
}

/** The desk's page of a letter; the desk has no language prefix. */
export function deskLink(publicUrl: string, about: About, page: string): string {
  return `${publicUrl}/organise/letters/${about.slug}/${page}`;
}
