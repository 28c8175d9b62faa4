/** The pages that the gateway answers itself, without a token: health, API reference, event catalogue. */
import { askReady } from '@naru/kit/health';
import type { Express } from 'express';
import helmet from 'helmet';
import swaggerUi from 'swagger-ui-express';
import { answer } from './answer.ts';
import type { Backends } from './backends.ts';
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

/** The paths of the pages, with all below them. */
export const PAGES = ['/livez', '/readyz', '/openapi.json', '/events.json', '/docs'];

export function mountPages(
  app: Express,
  { plans, backends, issuer }: { plans: readonly Plan[]; backends: Backends; issuer: string },
): void {
  const contract = JSON.stringify(openApiDocument(plans, Object.keys(backends.checks), issuer));
  const catalogue = JSON.stringify(eventCatalogue());
  app.get('/livez', (request, response) => answer(request, response, { status: 200, body: '{"live":true}' }));
  app.get('/readyz', async (request, response) => {
    const state = await askReady(backends.checks);
    answer(request, response, { status: state.ready ? 200 : 503, body: JSON.stringify(state) });
  });
  for (const [path, body] of [
    ['/openapi.json', contract],
    ['/events.json', catalogue],
  ] as const) {
    const tag = tagOf('', body);
    app.get(path, (request, response) => represent(request, response, { body, tag, headers: PUBLIC }));
  }
  // No validator badge: it would send the contract's address to a server on the internet.
  const options = { swaggerOptions: { url: '/openapi.json', validatorUrl: null }, customSiteTitle: 'Naru API' };
  app.use('/docs', helmet({ contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY } }));
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(undefined, options));
}
