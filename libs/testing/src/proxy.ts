/** A way to a server that a test can close and open again, while the server itself serves other tests. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface Way {
  /** host:port, the same after every opening. */
  host: string;
  /** Breaks all connections, and refuses new ones. */
  close(): Promise<void>;
  open(): Promise<void>;
  /** Holds all bytes back, as a server does that hangs: connections stay open, and new ones are accepted. */
  hold(): void;
  /** Lets the bytes that were held back pass. */
  release(): void;
}

/** @param target host:port of the server */
export async function startProxy(target: string): Promise<Way> {
  const [targetHost = '', targetPort = ''] = target.split(':');
  const sockets = new Map<Socket, Socket>();
  let held = false;
  const take = (near: Socket) => {
    const far = connect(Number(targetPort), targetHost);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.set(one, other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
      if (!held) one.pipe(other);
    }
  };
  let server = createServer(take);
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets.keys()) socket.destroy();
      await closed;
    },
    open: async () => {
      server = createServer(take);
      await listen(port);
    },
    hold: () => {
      held = true;
      for (const [one, other] of sockets) one.unpipe(other).pause();
    },
    release: () => {
      held = false;
      for (const [one, other] of sockets) one.pipe(other);
    },
  };
}
