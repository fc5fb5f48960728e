import { Body } from '@react-email/body';
import { Button } from '@react-email/button';
import { Container } from '@react-email/container';
import { Head } from '@react-email/head';
import { Html } from '@react-email/html';
import { Link } from '@react-email/link';
import { Text } from '@react-email/text';
import type { ReactNode } from 'react';
import type { Locale } from '~/i18n/locale';

const serif = "Georgia, 'Times New Roman', AppleMyungjo, Batang, serif";
const ink = '#1b1f24';

const styles = {
  page: { backgroundColor: '#fbfaf7', margin: 0, padding: '24px 12px', wordBreak: 'keep-all' },
  sheet: {
    backgroundColor: '#ffffff',
    border: '1px solid #d9d5cc',
    borderTop: '4px solid #1f3a5f',
    maxWidth: '560px',
    padding: '16px 24px',
  },
  text: { color: ink, fontFamily: serif, fontSize: '17px', lineHeight: '1.6', margin: '12px 0' },
  small: {
    color: '#4a5058',
    fontFamily: serif,
    fontSize: '15px',
    lineHeight: '1.6',
    margin: '12px 0',
  },
  button: {
    backgroundColor: '#1f3a5f',
    borderRadius: '2px',
    color: '#ffffff',
    fontFamily: serif,
    fontSize: '17px',
    padding: '14px 22px',
  },
  link: { color: '#1f4e8c', textDecoration: 'underline', wordBreak: 'break-all' },
} as const;

/** The sheet every mail is written on: text and rules only, nothing that is fetched. */
export function MailLayout(props: { locale: Locale; title: string; children: ReactNode }) {
  return (
    <Html lang={props.locale} dir="ltr">
      <Head>
        <title>{props.title}</title>
        <meta name="color-scheme" content="light" />
      </Head>
      <Body style={styles.page}>
        <Container style={styles.sheet}>{props.children}</Container>
      </Body>
    </Html>
  );
}

export function Paragraph(props: { children: ReactNode }) {
  return <Text style={styles.text}>{props.children}</Text>;
}

export function SmallPrint(props: { children: ReactNode }) {
  return <Text style={styles.small}>{props.children}</Text>;
}

/** The one thing the reader is asked to do. */
export function ActionButton(props: { href: string; children: ReactNode }) {
  return (
    <Text style={styles.text}>
      <Button href={props.href} style={styles.button}>
        {props.children}
      </Button>
    </Text>
  );
}

/** A sentence and, on its own line, the link it speaks of. */
export function LinkLine(props: { before: string; href: string; label: string }) {
  return (
    <Text style={styles.small}>
      {props.before}
      <br />
      <Link href={props.href} style={styles.link}>
        {props.label}
      </Link>
    </Text>
  );
}
