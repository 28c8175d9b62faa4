/** A wire between a process and a server, which a test can cut or slow down. Connections stay open, as behind a dead switch. */

import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

export interface Wire {
  /** Where the process finds the server. */
  port: number;
  /** The port of the server. */
  leadTo(port: number): void;
  cut(): void;
  /** Lets through this many bytes in a second, each way. */
  slowTo(bytesPerS: number): void;
  mend(): void;
  /** The bytes that it has held back, or delayed, since it was last whole. */
  held(): number;
  stop(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';

export async function openWire(): Promise<Wire> {
  let target = 0;
  let bytesPerS = Number.POSITIVE_INFINITY;
  let held = 0;
  const mended = new Set<() => void>();
  const open = new Set<Socket>();

  /** Resolves when this many bytes may pass. */
  const passage = (bytes: number): Promise<void> =>
    new Promise((resolve) => {
      if (bytesPerS === Number.POSITIVE_INFINITY) return resolve();
      held += bytes;
      const pass = () => {
        mended.delete(pass);
        clearTimeout(timer);
        resolve();
      };
      const timer = bytesPerS > 0 ? setTimeout(pass, (1_000 * bytes) / bytesPerS) : undefined;
      mended.add(pass);
    });

  async function carry(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const chunk of from) {
        await passage((chunk as Buffer).length);
        if (!to.write(chunk as Buffer))
          await new Promise<void>((resolve) => to.once('drain', resolve).once('close', resolve));
      }
    } catch {
      // One end is gone: so is the other.
    }
    to.destroy();
  }

  const server = createServer(async (near) => {
    open.add(near);
    near.on('error', () => {}).once('close', () => open.delete(near));
    if (bytesPerS === 0) await passage(0);
    const far = connect({ port: target, host: LOOPBACK }).on('error', () => near.destroy());
    open.add(far);
    far.once('close', () => open.delete(far));
    void carry(near, far);
    void carry(far, near);
  });
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));

  const mend = () => {
    bytesPerS = Number.POSITIVE_INFINITY;
    held = 0;
    for (const pass of [...mended]) pass();
  };
  return {
    port: (server.address() as AddressInfo).port,
    leadTo: (port) => {
      target = port;
    },
    cut: () => {
      bytesPerS = 0;
    },
    slowTo: (bytes) => {
      bytesPerS = bytes;
    },
    mend,
    held: () => held,
    stop: () =>
      new Promise((resolve) => {
        mend();
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
