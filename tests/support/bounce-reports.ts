/** Delivery reports as mail servers write them; every address in them is invented. */
export type ReportAbout = {
  to?: string;
  status?: string;
  action?: string;
  diagnostic?: string;
  lineEnd?: '\r\n' | '\n';
};

/** As Postfix writes it. */
export function postfixReport({
  to = 'bounces@letters.example',
  status = '5.1.1',
  action = 'failed',
  diagnostic = 'smtp; 550 5.1.1 <olena@mail.example>: Recipient address rejected: User unknown',
  lineEnd = '\r\n',
}: ReportAbout = {}): Buffer {
  return lines(lineEnd, [
    'Return-Path: <>',
    `Delivered-To: ${to}`,
    'Received: by mx.letters.example (Postfix) id 4F1A2; Tue, 24 Nov 2026 04:00:00 +0000 (UTC)',
    'Date: Tue, 24 Nov 2026 04:00:00 +0000 (UTC)',
    'From: MAILER-DAEMON@mx.letters.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${to}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="4F1A2.1795492800/mx.letters.example"',
    'Message-Id: <20261124040000.4F1A2@mx.letters.example>',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--4F1A2.1795492800/mx.letters.example',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    "I'm sorry to have to inform you that your message could not be delivered.",
    '',
    '--4F1A2.1795492800/mx.letters.example',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.letters.example',
    'X-Postfix-Queue-ID: 4F1A2',
    'Arrival-Date: Tue, 24 Nov 2026 03:59:58 +0000 (UTC)',
    '',
    'Final-Recipient: rfc822; olena@mail.example',
    'Original-Recipient: rfc822;olena@mail.example',
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.mail.example',
    `Diagnostic-Code: ${diagnostic}`,
    '',
    '--4F1A2.1795492800/mx.letters.example',
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: Confirm your signature: 482 913',
    '',
    '--4F1A2.1795492800/mx.letters.example--',
    '',
  ]);
}

/** As a large provider answers on holiday: to the same address, and no report. */
export function outOfOffice(to: string): Buffer {
  return lines('\r\n', [
    'From: Olena <olena@mail.example>',
    `To: ${to}`,
    'Subject: Automatic reply: 550 5.1.1 user unknown',
    'Auto-Submitted: auto-replied',
    'Content-Type: text/plain',
    '',
    'I am away. Action: failed',
    'Status: 5.1.1',
    '',
  ]);
}

/** A receipt (RFC 8098): a report, but of another kind. */
export function readReceipt(to: string): Buffer {
  return Buffer.from(
    postfixReport({ to })
      .toString()
      .replace('report-type=delivery-status', 'report-type=disposition-notification')
      .replace('message/delivery-status', 'message/disposition-notification'),
  );
}

function lines(end: string, text: string[]): Buffer {
  return Buffer.from(text.join(end));
}
