import { describe, expect, test } from 'vitest';
import { passphraseFault } from '~/domain/factors/passphrase-fault';

const known = { email: 'min-seo.kim@coalition.example', publicUrl: 'https://letters.example.org' };
const faultOf = (passphrase: string) => passphraseFault(passphrase, known);

describe('a passphrase is refused', () => {
  test('under 12 signs and over 128, counted as people count', () => {
    expect(faultOf('k3Vq-okapi!')).toBe('too-short');
    expect(faultOf('🐍🪴🧭🛶🪁🧵🫖🪨🦔🌒🪟')).toBe('too-short');
    expect(faultOf('x7'.repeat(65))).toBe('too-long');
  });

  test.each([
    'password1234',
    'password!!!!!!',
    '            pass',
    'Password2024!',
    'P@ssw0rd2025!',
    'passwordpassword',
    'qwertyuiop123',
    '123456789012',
    'aaaaaaaaaaaaaa',
    'abcabcabcabcabc',
    'iloveyou123456',
    'my password is secret',
    'summer-winter-2026',
    '1qaz2wsx3edc',
    'administrator1',
    'LiverpoolChelsea1',
    'dragonmonkey99',
    'слава-україні-2024'.replace('україні', 'україна'),
    'пароль12345678',
    'йцукенгшщзх1',
    'qlalfqjsgh1234',
    '비밀번호비밀번호비밀번호',
    'saranghae2024!',
  ])('%s, which is among the first guesses', (passphrase) => {
    expect(faultOf(passphrase)).toBe('common');
  });

  test.each([
    'min-seo.kim@coalition.example',
    'minseokim-2026',
    'letters.example.org',
    'undersigned2026',
  ])('%s, which is about the person or the site', (passphrase) => {
    expect(faultOf(passphrase)).toMatch(/about-you|common/);
  });
});

describe('a passphrase is taken', () => {
  test.each([
    'correct horse battery stapler',
    'velvet-Harbour tin 48 okapi',
    'Zf7)kQ2wLm9x',
    'лелека мовчить над озером',
    '바람이 부는 언덕 위의 집',
    'mein Rad hat drei Räder',
    '🐍🪴🧭🛶🪁🧵🫖🪨🦔🌒🪟🧩',
    '}{|":?><~+_)(*&^%#=',
  ])('%s', (passphrase) => {
    expect(faultOf(passphrase)).toBeNull();
  });
});
