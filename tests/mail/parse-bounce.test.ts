import { describe, expect, test } from 'vitest';
import { largestReport, parseBounce } from '~/mail/parse-bounce.server';
import { outOfOffice, postfixReport, readReceipt } from '../support/bounce-reports';

const to = 'bounces+abc.def@letters.example';

describe('an operator’s mail server hands over', () => {
  test.each(['\r\n', '\n'] as const)('a report with lines that end in %j', (lineEnd) => {
    expect(parseBounce(postfixReport({ to, lineEnd }))).toEqual({
      addressedTo: [to, to],
      recipients: [{ action: 'failed', status: '5.1.1' }],
      about: [],
    });
  });

  test('a report from a pipe that puts a separating line in front', () => {
    const raw = Buffer.concat([
      Buffer.from('From MAILER-DAEMON Tue Nov 24 04:00:00 2026\n'),
      postfixReport({ to, lineEnd: '\n' }),
    ]);
    expect(parseBounce(raw)?.recipients).toEqual([{ action: 'failed', status: '5.1.1' }]);
  });

  test('a delay, which is no failure yet', () => {
    const raw = postfixReport({ action: 'delayed', status: '4.4.1', diagnostic: 'x; timed out' });
    expect(parseBounce(raw)?.recipients).toEqual([{ action: 'delayed', status: '4.4.1' }]);
  });

  test('a vague status whose exact form is in the other server’s words', () => {
    const raw = postfixReport({ status: '5.0.0', diagnostic: 'smtp; 550-5.1.1 no such user' });
    expect(parseBounce(raw)?.recipients).toEqual([{ action: 'failed', status: '5.1.1' }]);
    const other = postfixReport({ status: '5.0.0', diagnostic: 'smtp; 421 4.7.0 come back later' });
    expect(parseBounce(other)?.recipients).toEqual([{ action: 'failed', status: '5.0.0' }]);
  });

  test('a report whose status stands in an encoded part', () => {
    const plain = postfixReport().toString();
    const status = /Reporting-MTA[\s\S]*?User unknown/.exec(plain)?.[0] ?? '';
    const encoded = plain
      .replace(status, Buffer.from(status).toString('base64').replace(/.{76}/g, '$&\r\n'))
      .replace(
        'Content-Type: message/delivery-status',
        'Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64',
      );
    expect(parseBounce(Buffer.from(encoded))?.recipients).toEqual([
      { action: 'failed', status: '5.1.1' },
    ]);
  });

  test.each(['delivered', 'relayed', 'expanded'])('good news: %s', (action) => {
    expect(parseBounce(postfixReport({ action, status: '2.0.0' }))?.recipients).toEqual([]);
  });
});

describe('nothing is read out of', () => {
  const report = postfixReport({ to }).toString();
  test.each([
    ['an answer on holiday', outOfOffice(to)],
    ['a receipt', readReceipt(to)],
    [
      'a report of another kind',
      Buffer.from(report.replace('=delivery-status', '=feedback-report')),
    ],
    ['a report without a boundary', Buffer.from(report.replace(/boundary="[^"]*"/, 'x=y'))],
    ['a report without its status', Buffer.from(report.replace('message/delivery', 'text/x'))],
    ['nothing', Buffer.alloc(0)],
    ['noise', Buffer.from(Array.from({ length: 5000 }, (_, place) => (place * 151) % 256))],
    ['a flood', Buffer.concat([Buffer.from(report), Buffer.alloc(largestReport, 'a')])],
  ])('%s', (_what, raw) => {
    expect(parseBounce(raw)).toBeNull();
  });

  test('a status that is none', () => {
    for (const status of ['', '5', '5.1', 'five', '9.1.1', '5.1111.1']) {
      const raw = postfixReport({ status, diagnostic: 'x; none' });
      expect(parseBounce(raw)?.recipients, status).toEqual([]);
    }
  });
});

test('an attacker cannot make it slow', () => {
  const shapes = [
    `${'A: b\n '.repeat(100_000)}`,
    `Content-Type: multipart/report; ${'a='.repeat(200_000)}`,
    `${postfixReport().toString().slice(0, 600)}${'\n'.repeat(400_000)}`,
    `${postfixReport()
      .toString()
      .replace('Action: failed', `${'\n \n'.repeat(150_000)}Action: failed`)}`,
  ];
  for (const shape of shapes) {
    const begin = performance.now();
    parseBounce(Buffer.from(shape));
    expect(performance.now() - begin).toBeLessThan(2000);
  }
});
