/** A mail as it comes in; every address in it is invented. */
export function incomingMail(
  given: {
    to?: string;
    messageId?: string;
    inReplyTo?: string;
    subject?: string;
    text?: string;
    headers?: string[];
    html?: boolean;
    attachment?: { name: string; content: string };
  } = {},
): Buffer {
  const { to = 'letters@reply.example', messageId = '<answer.1@embassy.example>' } = given;
  const body = given.text ?? 'We have read your letter.\r\n\r\nIt is being considered.';
  const head = [
    'From: =?utf-8?B?0J/QvtGB0L7Qu9GM0YHRgtCy0L4=?= <secretary@embassy.example>',
    `To: ${to}`,
    `Subject: ${given.subject ?? 'Re: Open letter'}`,
    `Message-ID: ${messageId}`,
    'Date: Mon, 01 Jun 2026 10:00:00 +0900',
    'MIME-Version: 1.0',
    ...(given.inReplyTo ? [`In-Reply-To: ${given.inReplyTo}`] : []),
    ...(given.headers ?? []),
  ];
  const type = `text/${given.html ? 'html' : 'plain'}; charset=utf-8`;
  if (!given.attachment) return lines([...head, `Content-Type: ${type}`, '', body, '']);
  const { name, content } = given.attachment;
  return lines([
    ...head,
    'Content-Type: multipart/mixed; boundary="b1"',
    '',
    '--b1',
    `Content-Type: ${type}`,
    '',
    body,
    '--b1',
    'Content-Type: text/html',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    content,
    '--b1--',
    '',
  ]);
}

/** A report that a letter came back, with its headers quoted. */
export function letterReport(about: string, to = 'letters@reply.example'): Buffer {
  return lines([
    'From: MAILER-DAEMON@mx.example',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="r1"',
    '',
    '--r1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; embassy-seoul@embassy.example',
    'Action: failed',
    'Status: 5.1.1',
    '',
    '--r1',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${about}`,
    'Subject: Open letter',
    '',
    '--r1--',
    '',
  ]);
}

function lines(all: string[]): Buffer {
  return Buffer.from(all.join('\r\n'));
}
