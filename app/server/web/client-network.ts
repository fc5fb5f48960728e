import type { IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';
import type { Config } from '~/config.server';
import { networkOf } from '~/primitives/ip-network';

/**
 * Reads the visitor's network from a request: of the right-most hop that is not a trusted proxy.
 * Without trusted proxies that is the connection itself, and `X-Forwarded-For` is only something that
 * somebody wrote. Null when no hop but trusted ones is known: then everybody would share it.
 */
export function clientNetworkReader(
  config: Pick<Config, 'trustedProxies'>,
): (request: IncomingMessage) => string | null {
  const trusts = proxyAddr.compile([...config.trustedProxies]);
  return function readClientNetwork(request) {
    const address: string | undefined = proxyAddr(request, trusts);
    return !address || trusts(address, 0) ? null : networkOf(address);
  };
}
