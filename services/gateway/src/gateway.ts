/** The gateway as one function: reads the contract, mounts every route, and listens. Nothing is global. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { methods as allMethods, type ContractMethod } from '@naru/contracts';
import type { ReadyChecks } from '@naru/kit/health';
import { createVerifier } from '@naru/kit/identity';
import { streamShares } from '@naru/kit/share';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { type Admitted, authenticated, identified, limited, pagesLimited } from './admission.ts';
import { openBackends } from './backends.ts';
import type { GatewayConfig } from './config.ts';
import { crossOrigin } from './cors.ts';
import { createDispatch } from './dispatch.ts';
import { mountPages, PAGES } from './pages.ts';
import { compilePlan } from './plan.ts';
import { sendProblem } from './problem.ts';
import { refuse } from './texts.ts';

export interface Gateway {
  url: string;
  /** The checks of `/readyz`: every service can be reached. */
  checks: ReadyChecks;
  /** Ends streams, lets running calls finish, and closes. */
  stop(): Promise<void>;
}

/** Objects of which a process has only one. */
export interface Sources {
  now: () => Date;
  newId: () => string;
}

const HEADER_BYTES_MAX = 16 * 1024;
// Node looks for late requests only so often; by default every 30 s, so that headers could take 40.
const LATE_CHECK_MS = 500;
// Longer than the usual minute after which load balancers drop an idle connection, so that they close it first.
const KEEP_ALIVE_MS = 65_000;
const IDLE_CHECK_MS = 50;
// Calls that are not done by then are cut off. A process has ten seconds to end.
const DRAIN_MS = 8_000;

/** @throws Error if the contract asks for something that the gateway cannot do, or if the port is taken */
export async function startGateway(
  config: GatewayConfig,
  sources: Sources,
  methods: readonly ContractMethod[] = allMethods,
): Promise<Gateway> {
  const plans = methods.map(compilePlan).filter((plan) => plan !== null);
  const backends = openBackends(config.addresses);
  const closing = new AbortController();
  const limiter = limited(config.ratePerMinute);
  const streams = streamShares(config.limits.streamsPerSubject);
  const app = createApp(config.trustedProxies);
  app.use(identified(sources.newId), crossOrigin(config.corsOrigins));
  const pages = pagesLimited(config.pageRatePerMinute);
  app.use(PAGES, pages.middleware);
  mountPages(app, { plans, backends, issuer: config.identity.issuer });
  app.use(authenticated(createVerifier({ ...config.identity, now: sources.now })), limiter.middleware);
  app.use(createDispatch({ plans, backends, limits: config.limits, streams, closing: closing.signal }));
  app.use(onError);
  const server = createHttpServer(app, config);
  const close = closer(server);
  await listen(server, config);
  return {
    url: `http://${hostOf(config.host)}:${(server.address() as AddressInfo).port}`,
    checks: backends.checks,
    stop: async () => {
      closing.abort(refuse('gateway.closing'));
      await close();
      limiter.stop();
      pages.stop();
      backends.close();
    },
  };
}

function createApp(trustedProxies: number): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.set('query parser', false).set('trust proxy', trustedProxies);
  return app;
}

// Express recognises an error handler by its four parameters.
const onError: ErrorRequestHandler = (error, request, response, _next) => {
  const { language } = response.locals as Admitted;
  sendProblem(request, response, { error, language });
};

const createHttpServer = (app: Express, { limits }: GatewayConfig): Server =>
  createServer(
    {
      maxHeaderSize: HEADER_BYTES_MAX,
      headersTimeout: limits.headersTimeoutMs,
      connectionsCheckingInterval: LATE_CHECK_MS,
      requestTimeout: limits.uploadTimeoutMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    app,
  );

function listen(server: Server, { host, port }: GatewayConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/**
 * Lets every call finish, and then closes its connection. Node waits for the next request of each connection, and
 * closes only those that have had one. Browsers open connections in advance, so this keeps a list of unused ones.
 */
function closer(server: Server): () => Promise<void> {
  const untouched = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    untouched.add(socket);
    socket.once('close', () => untouched.delete(socket));
  });
  server.on('request', ({ socket }) => untouched.delete(socket));
  return () =>
    new Promise((resolve) => {
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
      const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
      server.close(() => {
        clearInterval(idle);
        clearTimeout(late);
        resolve();
      });
      for (const socket of untouched) socket.destroy();
    });
}

const hostOf = (host: string) => (host.includes(':') ? `[${host}]` : host);
