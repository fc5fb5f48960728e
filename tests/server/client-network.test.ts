import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { readConfig } from '~/config.server';
import { clientNetworkReader } from '~/server/web/client-network';

const proxy = '10.0.0.5';

function networkOf(peer: string, forwarded: string | undefined, trusted = '10.0.0.0/8,fd00::/8') {
  const { trustedProxies } = readConfig({ TRUSTED_PROXIES: trusted });
  const request = { socket: { remoteAddress: peer }, headers: { 'x-forwarded-for': forwarded } };
  return clientNetworkReader({ trustedProxies })(request as unknown as IncomingMessage);
}

describe('a visitor', () => {
  test.each([
    ['behind the proxy', proxy, '203.0.113.9', '203.0.113.9'],
    ['who invents hops', proxy, '198.51.100.1, 127.0.0.1, 203.0.113.9', '203.0.113.9'],
    ['behind two proxies', proxy, '203.0.113.9, 10.1.2.3', '203.0.113.9'],
    ['who is no proxy and says who they are', '203.0.113.9', '198.51.100.1', '203.0.113.9'],
    ['with IPv6', proxy, '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['with another address of that household', proxy, '2001:db8:1:2::1', '2001:db8:1:2::/64'],
    ['with IPv4 in IPv6 clothes', proxy, '::ffff:203.0.113.9', '203.0.113.9'],
    ['whose proxy wears IPv6 clothes', '::ffff:10.0.0.5', '203.0.113.9', '203.0.113.9'],
    ['with an interface in the address', '2001:db8::1%eth0', undefined, '2001:db8::/64'],
  ])('%s is known by the right network', (_who, peer, forwarded, network) => {
    expect(networkOf(peer, forwarded)).toBe(network);
  });

  test.each([
    ['on the machine itself', '127.0.0.1', undefined],
    ['on the machine itself, over IPv6', '::1', undefined],
    ['on the machine itself, mapped', '::ffff:127.0.0.1', undefined],
    ['that is the proxy asking for itself', proxy, undefined],
    ['behind a proxy that nobody has named', '192.168.0.2', '203.0.113.9'],
    ['behind the gateway of a container', '172.18.0.1', undefined],
    ['behind a second proxy that nobody has named', proxy, '203.0.113.9, 192.168.0.2'],
    ['on the link only', 'fe80::1%eth0', undefined],
    ['whose proxy writes words', proxy, 'unknown'],
    ['whose proxy writes nonsense', proxy, '999.1.1.1, %%%'],
    ['with an address in another base', proxy, '0xcb.0.113.9'],
  ])('%s is nobody in particular', (_who, peer, forwarded) => {
    expect(networkOf(peer, forwarded)).toBeNull();
  });

  test('without trusted proxies is whoever holds the connection', () => {
    expect(networkOf('203.0.113.9', '198.51.100.1', '')).toBe('203.0.113.9');
  });
});

describe('an operator', () => {
  test.each([
    '10.0.0.0/33',
    'proxy.example',
    '10.0.0.0/8,,x',
    '0.0.0.0/0',
    '::/0',
    '10.0.0.0/8/8',
    '1.2.3',
  ])('who trusts %j is told which variable is wrong', (ranges) => {
    expect(() => readConfig({ TRUSTED_PROXIES: ranges })).toThrow(/^TRUSTED_PROXIES must list/);
  });

  test('may write ranges and single addresses with spaces between', () => {
    const { trustedProxies } = readConfig({ TRUSTED_PROXIES: ' 10.1.2.3/8, ::ffff:10.9.9.9 ,::1' });
    expect(trustedProxies).toEqual(['10.0.0.0/8', '10.9.9.9', '::1']);
  });
});
