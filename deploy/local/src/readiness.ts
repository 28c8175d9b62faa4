import http from 'node:http';
import net from 'node:net';
import { LOOPBACK } from './ports.ts';

const PATIENCE_MS = 1_000;

/** Asks a child whether it is ready. It never throws: a child that does not answer in time is not ready. */
export type Probe = () => Promise<boolean>;

/** For our services: `/readyz` answers 200. Each check has its own connection, so none outlives the child. */
export const answersHttp =
  (url: string): Probe =>
  () =>
    new Promise((resolve) => {
      const request = http.get(url, { agent: false, timeout: PATIENCE_MS }, (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      });
      request.once('timeout', () => request.destroy());
      request.once('close', () => resolve(false));
      request.once('error', () => resolve(false));
    });

const onConnection =
  (port: number, { event, means }: { event: 'connect' | 'data'; means: (greeting?: Buffer) => boolean }): Probe =>
  () =>
    new Promise((resolve) => {
      const socket = net.connect({ port, host: LOOPBACK, timeout: PATIENCE_MS });
      socket.once(event, (greeting?: Buffer) => {
        resolve(means(greeting));
        socket.destroy();
      });
      socket.once('timeout', () => socket.destroy());
      socket.once('close', () => resolve(false));
      socket.once('error', () => resolve(false));
    });

/** For nats-server: it greets a client once JetStream has read its files. */
export const greetsAsNats = (port: number): Probe =>
  onConnection(port, { event: 'data', means: (greeting) => greeting?.toString('latin1').startsWith('INFO ') === true });

/** For the database: it listens only after it has opened its files. */
export const acceptsTcp = (port: number): Probe => onConnection(port, { event: 'connect', means: () => true });
