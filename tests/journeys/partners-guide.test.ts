/** The guide for partners, tried: its examples, its programs that check signatures, its tables. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type ContractMethod, methods, TOKEN_ROLES } from '@naru/contracts';
import { gatewayConfig } from '@naru/gateway/config';
import { serviceConfig } from '@naru/kit/config';
import { eventually } from '@naru/testing/eventually';
import type { z } from 'zod';
import { blocks, differences, examples, GUIDE, rows } from './guide.ts';
import { type Caller, callerOf } from './network.ts';
import { type Part, startPart } from './partners-part.ts';

interface Got {
  headers: IncomingHttpHeaders;
  body: Buffer;
}
let network: Part;
let kotraId: string;
let kotra: Caller;
let address: { url: string; got: Got[]; stop(): void };
let folder: string;

/** An address of the partner, which keeps the bytes as they came. */
async function openAddress() {
  const got: Got[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    got.push({ headers: request.headers, body: Buffer.concat(chunks) });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/naru`, got, stop: () => server.close() };
}

beforeAll(async () => {
  network = await startPart();
  kotraId = network.id('org:kotra');
  const grant = { role: 'partner_system', org: kotraId };
  kotra = callerOf(network.url, await network.stack.tokenOf('kotra-crm', grant));
  address = await openAddress();
  folder = mkdtempSync(path.join(tmpdir(), 'naru-verify-'));
}, 300_000);
afterAll(async () => {
  address?.stop();
  await network?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const filled = (text: string) => text.replaceAll('{kotra}', kotraId).replaceAll('{address}', address.url);

test('every example of the guide answers as the guide shows', async () => {
  const all = examples();
  expect(all.length).toBeGreaterThan(6);
  for (const { method, path, headers, body, status, answer } of all) {
    const response = await fetch(network.url + filled(path), {
      method,
      headers: { authorization: `Bearer ${kotra.token}`, 'content-type': 'application/json', ...headers },
      ...(body && { body: filled(body) }),
    });
    const said = await response.json();
    const found = differences(JSON.parse(filled(JSON.stringify(answer))), said);
    expect([path, response.status, found]).toEqual([path, status, []]);
  }
});

test('the claims of the guide are those of a token that is taken', async () => {
  const [shown = '{}'] = blocks('json claims');
  const [, payload = ''] = kotra.token.split('.');
  const real = JSON.parse(Buffer.from(payload, 'base64url').toString());
  const claims = JSON.parse(filled(shown));
  expect(Object.keys(real)).toEqual(expect.arrayContaining(Object.keys(claims)));
  expect(real).toMatchObject({ aud: claims.aud, sub: claims.sub, grants: claims.grants });
  expect(rows('claim | what it holds').map(([name]) => name?.replaceAll('`', ''))).toEqual(Object.keys(claims));
});

test('the limits of the guide are the defaults of the configuration', () => {
  const limits = rows('limit | default | setting');
  expect(limits.length).toBeGreaterThan(5);
  const shapes: z.ZodRawShape = { ...serviceConfig, ...gatewayConfig };
  const wrong = limits.filter(([, shown = '', setting = '']) => {
    const fallback = (shapes[setting.replaceAll('`', '')] as z.ZodType).safeParse(undefined).data;
    return shown.replaceAll(',', '') !== String(fallback);
  });
  expect(wrong).toEqual([]);
});

const routeOf = ({ http }: ContractMethod) => http && `${http.verb.toUpperCase()} ${http.path}`;
/** `{eventId}` as the contract writes it: `{event_id}`. */
const asInContract = (route: string) =>
  route.replace(/\{\w+\}/g, (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
const opens = (method: ContractMethod, ...roles: string[]) =>
  method.access.allow.some(({ role }) => roles.includes(role));
const calls = (text: string) => [...text.matchAll(/`((?:GET|POST|PATCH|DELETE) \/[^`?]*)/g)].map(([, one = '']) => one);

test('the guide names only calls that there are, and all that a partner system reads as a party', () => {
  const known = new Map(methods.map((method) => [routeOf(method), method]));
  const named = calls(GUIDE).map(asInContract);
  expect(named.filter((route) => !known.has(route))).toEqual([]);
  const ofPartners = rows('call | what a `partner_system` reads by it').flatMap(([cell = '']) =>
    calls(cell).map(asInContract),
  );
  expect(ofPartners.filter((route) => !opens(known.get(route) as ContractMethod, 'partner_system', 'anyone'))).toEqual(
    [],
  );
  const reads = methods.filter((method) => method.kind === 'read' && opens(method, 'partner_system'));
  const missing = reads
    .map((method) => String(routeOf(method)))
    .filter((route) => !ofPartners.includes(route) && !route.startsWith('GET /v1/webhooks/'));
  expect(missing.filter((route) => !/notifications:stream$/.test(route))).toEqual([]);
});

test('the guide tells of every role that a token may hold, but those of Naru itself', () => {
  const told = rows('role | for whom | it reads').flatMap(([cell = '']) => cell.replaceAll('`', '').split(', '));
  expect(new Set([...told, 'service'])).toEqual(new Set(TOKEN_ROLES));
});

test('what the guide says is never read is refused', async () => {
  const [, sentence = ''] = /It never reads ([\s\S]*?) of others/.exec(GUIDE) ?? [];
  const refused = calls(sentence);
  expect(refused).toHaveLength(6);
  for (const route of refused)
    expect([route, await kotra.get(route.replace('GET ', ''))]).toMatchObject([route, { status: 403 }]);
});

const PROGRAMS = [
  { language: 'ts', command: process.execPath, file: 'verify.ts', version: '--version' },
  { language: 'python', command: 'python3', file: 'verify.py', version: '--version' },
  { language: 'java', command: 'java', file: 'Verify.java', version: '--version' },
];
const isThere = ({ command, version }: (typeof PROGRAMS)[number]) => spawnSync(command, [version]).status === 0;

/** A test is skipped, and named so, on a machine that has not the language. */
const where = (program: (typeof PROGRAMS)[number]) => (isThere(program) ? test : test.skip);

for (const program of PROGRAMS)
  where(program)(
    `the program in ${program.language} takes a real delivery, and refuses an altered, an old and a foreign one`,
    async () => {
      const [source = ''] = blocks(`${program.language} verify`);
      const file = path.join(folder, program.file);
      writeFileSync(file, source);
      const { id, secret } = await kotra.ask<{ id: string; secret: string }>('POST', '/v1/webhooks', {
        url: address.url,
        eventTypes: ['naru.registry.centre.*'],
      });
      const before = address.got.length;
      await kotra.ask('POST', `/v1/webhooks/${id}:test`);
      const got = await eventually(() => address.got[before]);
      const says = (body: Buffer, changes: Record<string, string> = {}) => {
        const env = {
          ...process.env,
          WEBHOOK_ID: String(got.headers['webhook-id']),
          WEBHOOK_TIMESTAMP: String(got.headers['webhook-timestamp']),
          WEBHOOK_SIGNATURE: String(got.headers['webhook-signature']),
          SECRET: secret,
          ...changes,
        };
        const { stdout, stderr } = spawnSync(program.command, [file], { input: body, env });
        return `${stdout}${stderr}`.trim();
      };
      const old = String(Math.floor(Date.now() / 1000) - 3600);
      const foreign = `whsec_${Buffer.alloc(32).toString('base64')}`;
      const rotated = `v1,${Buffer.alloc(32).toString('base64')} ${got.headers['webhook-signature']}`;
      expect([
        says(got.body),
        says(got.body, { WEBHOOK_SIGNATURE: rotated }),
        says(Buffer.concat([got.body, Buffer.from(' ')])),
        says(got.body, { WEBHOOK_TIMESTAMP: old }),
        says(got.body, { SECRET: foreign }),
      ]).toEqual(['true', 'true', 'false', 'false', 'false']);
      await kotra.ask('POST', `/v1/webhooks/${id}:disable`);
    },
    60_000,
  );

test('the guide and what it leads to are pages of the gateway, linked from the API page', async () => {
  const page = await fetch(`${network.url}/docs/partners.md`);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const html = await page.text();
  for (const [, href = ''] of html.matchAll(/href="([^"#]+)"/g))
    if (!href.startsWith('https:')) expect((await fetch(new URL(href, page.url))).status).toBe(200);
  const { externalDocs } = (await (await fetch(`${network.url}/openapi.json`)).json()) as {
    externalDocs: { url: string };
  };
  expect(externalDocs.url).toBe('/docs/partners.md');
});

test('planted: a page that differs from the answer is found', () => {
  expect(differences({ a: '…', b: [{ c: 'x…' }] }, { a: 'z', b: [{ c: 'xy' }], d: 1 })).toEqual([]);
  expect(differences({ a: '…', b: [{ c: 'x…' }] }, { b: [{ c: 'y' }] })).toHaveLength(2);
  expect(differences({ a: 1, b: [1] }, { a: 2, b: [] })).toHaveLength(2);
});
