/** What the gateway answers itself, without a token: its health, the API reference, the event catalogue. */
import { askReady } from '@naru/kit/health';
import type { Express, Response } from 'express';
import swaggerUi from 'swagger-ui-express';
import type { Backends } from './backends.ts';
import { eventCatalogue } from './openapi/catalogue.ts';
import { openApiDocument } from './openapi/document.ts';
import type { Plan } from './plan.ts';

export function mountPages(app: Express, { plans, backends }: { plans: readonly Plan[]; backends: Backends }): void {
  const contract = JSON.stringify(openApiDocument(plans, Object.keys(backends.checks)));
  const catalogue = JSON.stringify(eventCatalogue());
  app.get('/livez', (_request, response) => sendJson(response, 200, '{"live":true}'));
  app.get('/readyz', async (_request, response) => {
    const answer = await askReady(backends.checks);
    sendJson(response, answer.ready ? 200 : 503, JSON.stringify(answer));
  });
  app.get('/openapi.json', (_request, response) => sendJson(response, 200, contract));
  app.get('/events.json', (_request, response) => sendJson(response, 200, catalogue));
  // No validator badge: it would send the contract's address to a server on the internet.
  const options = { swaggerOptions: { url: '/openapi.json', validatorUrl: null }, customSiteTitle: 'Naru API' };
  app.use('/docs', swaggerUi.serve, swaggerUi.setup(undefined, options));
}

function sendJson(response: Response, status: number, body: string): void {
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body);
}
