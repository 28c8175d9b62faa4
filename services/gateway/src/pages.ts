/** The pages that the gateway answers itself, without a token: health, API reference, event catalogue, guides. */
import { askReady, type ReadyChecks, type Warnings } from '@naru/telemetry/health';
import type { Express } from 'express';
import helmet from 'helmet';
import swaggerUi from 'swagger-ui-express';
import { answer } from './answer.ts';
import { GUIDES, guideText, pageOf } from './guides.ts';
import { eventCatalogue } from './openapi/catalogue.ts';
import { openApiDocument } from './openapi/document.ts';
import type { Plan } from './plan.ts';
import { PUBLIC, represent } from './represent.ts';
import { tagOf } from './tags.ts';

const PAGE_POLICY = {
  'default-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  // The page writes styles into its elements.
  'style-src': ["'self'", "'unsafe-inline'"],
  'object-src': ["'none'"],
  'frame-ancestors': ["'none'"],
};

const GUIDE = { ...PUBLIC, 'content-type': 'text/html; charset=utf-8' };

/** The paths of the pages, with all below them. */
export const PAGES = ['/livez', '/readyz', '/openapi.json', '/events.json', '/docs'];

export interface Shown {
  plans: readonly Plan[];
  checks: ReadyChecks;
  /** False from the moment that the gateway is told to end. */
  open: () => boolean;
  /** The contexts behind the gateway. */
  services: readonly string[];
  /** What is wrong although the gateway can work. */
  warnings: () => Warnings;
  issuer: string;
}

export function mountPages(app: Express, { plans, checks, open, services, warnings, issuer }: Shown): void {
  const contract = JSON.stringify(openApiDocument(plans, services, issuer));
  const catalogue = JSON.stringify(eventCatalogue());
  // A balancer looks here, since one service that is away is no reason to send callers elsewhere.
  app.get('/livez', (request, response) =>
    answer(request, response, { status: open() ? 200 : 503, body: JSON.stringify({ live: open() }) }),
  );
  app.get('/readyz', async (request, response) => {
    const state = await askReady(checks);
    answer(request, response, {
      status: state.ready ? 200 : 503,
      body: JSON.stringify({ ...state, warnings: warnings() }),
    });
  });
  for (const [path, body] of [
    ['/openapi.json', contract],
    ['/events.json', catalogue],
  ] as const) {
    const tag = tagOf('', body);
    app.get(path, (request, response) => represent(request, response, { body, tag, headers: PUBLIC }));
  }
  for (const name of GUIDES) {
    const body = pageOf(guideText(name));
    const tag = tagOf('', body);
    app.get(`/docs/${name}.md`, (request, response) => represent(request, response, { body, tag, headers: GUIDE }));
  }
  // No validator badge: it would send the contract's address to a server on the internet.
  const options = { swaggerOptions: { url: '/openapi.json', validatorUrl: null }, customSiteTitle: 'Naru API' };
  app.use('/docs', helmet({ contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY } }));
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(undefined, options));
}
