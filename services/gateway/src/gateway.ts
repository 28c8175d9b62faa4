/** The gateway as one function: reads the contract, mounts every route, and listens. Nothing is global. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { methods as allMethods, type ContractMethod } from '@naru/contracts';
import type { Ambient } from '@naru/kit/ambient';
import { wrong } from '@naru/kit/config-error';
import { createVerifier, issuerWarning } from '@naru/kit/identity';
import { startLoop } from '@naru/kit/loop';
import { streamShares } from '@naru/kit/share';
import type { ReadyChecks, Warnings } from '@naru/telemetry/health';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { type Admitted, authenticated, identified, limited, pagesLimited } from './admission.ts';
import { openBackends } from './backends.ts';
import type { GatewayConfig } from './config.ts';
import { crossOrigin } from './cors.ts';
import { createDispatch } from './dispatch.ts';
import { type OpenStreams, openStreams } from './open-streams.ts';
import { mountPages, PAGES } from './pages.ts';
import { compilePlan } from './plan.ts';
import { sendProblem } from './problem.ts';
import { refuse } from './texts.ts';
import { answerUnread, HEADER_BYTES_MAX } from './unread.ts';

export interface Gateway {
  url: string;
  /** The checks of `/readyz`: every service can be reached. */
  checks: ReadyChecks;
  /** What is wrong although the gateway can work. */
  warnings: () => Warnings;
  /** The streams that are open, for the metrics. */
  streams: OpenStreams['readings'];
  /**
   * Says that it is not ready, and goes on accepting until a balancer has noticed. Then it ends streams, lets running calls finish,
   * and closes.
   */
  stop(): Promise<void>;
}

/** Objects of which a process has only one. */
export interface Sources {
  now: () => Date;
  pause: Ambient['pause'];
  newId: () => string;
}

// Node looks for late requests only so often; by default every 30 s, so that headers could take 40.
const LATE_CHECK_MS = 500;
// Longer than the usual minute after which load balancers drop an idle connection, so that they close it first.
const KEEP_ALIVE_MS = 65_000;
const IDLE_CHECK_MS = 50;
// Longer than a call may take that asks for no other deadline. What is not done by then is cut off.
const DRAINED_AFTER_MS = 500;

/** The longest time that `stop` may take. */
export const stopMsMax = ({ closingMs, timeoutMs }: GatewayConfig['limits']): number =>
  closingMs + timeoutMs + 2 * DRAINED_AFTER_MS;

/** @throws Error if the contract asks for something that the gateway cannot do, or if the port is taken */
export async function startGateway(
  config: GatewayConfig,
  sources: Sources,
  methods: readonly ContractMethod[] = allMethods,
): Promise<Gateway> {
  const plans = methods.map(compilePlan).filter((plan) => plan !== null);
  const backends = openBackends(config.addresses, config.caFile);
  const verify = createVerifier({ ...config.identity, now: sources.now });
  const warnings = () => issuerWarning(verify.keys);
  const closing = new AbortController();
  let open = true;
  const checks = { open: () => open, ...backends.checks };
  const limiter = limited(config.ratePerMinute);
  const streams = streamShares(config.limits.streamsPerSubject);
  const nowOpen = openStreams();
  const app = createApp(config.trustedProxies);
  app.use(
    leaving(() => !open),
    identified(sources.newId),
    crossOrigin(config.corsOrigins),
  );
  const pages = pagesLimited(config.pageRatePerMinute);
  app.use(PAGES, named, pages.middleware);
  mountPages(app, {
    plans,
    checks,
    open: () => open,
    services: Object.keys(backends.checks),
    warnings,
    issuer: config.identity.issuer,
  });
  app.use(authenticated(verify), limiter.middleware);
  app.use(createDispatch({ plans, backends, limits: config.limits, streams, open: nowOpen, closing: closing.signal }));
  app.use(onError);
  const server = createHttpServer(app, config);
  answerUnread(server, sources.newId);
  const close = closer(server, config.limits.timeoutMs + DRAINED_AFTER_MS);
  const reading = startLoop({ name: 'keys of the issuer', ambient: sources, round: verify.keys.look });
  await listen(server, config);
  return {
    url: `http://${hostOf(config.host)}:${(server.address() as AddressInfo).port}`,
    checks,
    streams: nowOpen.readings,
    warnings,
    stop: async () => {
      open = false;
      await sources.pause(config.limits.closingMs);
      closing.abort(refuse('gateway.closing'));
      await close();
      limiter.stop();
      await reading.stop();
      pages.stop();
      backends.close();
    },
  };
}

/** Whoever asks a gateway that is about to close is led to a new connection, which a balancer brings to another one. */
const leaving =
  (isClosing: () => boolean): RequestHandler =>
  (_request, response, next) => {
    if (isClosing()) response.setHeader('connection', 'close');
    next();
  };

/** A page is its own route. Express takes capital letters for small ones; the name of the route does not. */
const named: RequestHandler = ({ baseUrl }, response, next) => {
  response.locals.route = baseUrl.toLowerCase();
  next();
};

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
    // What a request does is the work of the gateway, also where its process runs services too.
    AsyncLocalStorage.bind(app),
  );

function listen(server: Server, { host, port }: GatewayConfig): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = ({ message }: Error) => reject(wrong('HOST, PORT', message));
    server.once('error', fail).listen(port, host, () => {
      server.off('error', fail);
      resolve();
    });
  });
}

/**
 * Lets every call finish, and then closes its connection. Node waits for the next request of each connection, and
 * closes only those that have had one. Browsers open connections in advance, so this keeps a list of unused ones.
 */
function closer(server: Server, drainMs: number): () => Promise<void> {
  const untouched = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    untouched.add(socket);
    socket.once('close', () => untouched.delete(socket));
  });
  server.on('request', ({ socket }) => untouched.delete(socket));
  return () =>
    new Promise((resolve) => {
      const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
      const late = setTimeout(() => server.closeAllConnections(), drainMs);
      server.close(() => {
        clearInterval(idle);
        clearTimeout(late);
        resolve();
      });
      for (const socket of untouched) socket.destroy();
    });
}

const hostOf = (host: string) => (host.includes(':') ? `[${host}]` : host);
