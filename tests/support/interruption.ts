import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A wire to a server that a test can cut and mend, as when a database restarts. */
export type Wire = { port: number; cut(): void; mend(): Promise<void>; close(): Promise<void> };

export async function startWire(target: { host: string; port: number }): Promise<Wire> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(target);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => one.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  function cut(): void {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
  return {
    port,
    cut,
    mend: () => listen(port),
    async close() {
      cut();
    },
  };
}
