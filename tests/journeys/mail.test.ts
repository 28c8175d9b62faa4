/** Notices by mail, as a person lives it through the gateway: set, confirm, be told, and stop without a login. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type MailServer, startMailServer } from '@naru/notification/mail-server';
import { eventually } from '@naru/testing/eventually';
import { type Caller, type Network, startEmptyNetwork } from './network.ts';

const ADDRESS = 'jiwoo.kim@example.org';

let server: MailServer;
let network: Network;
let officer: Caller;
let admin: Caller;

beforeAll(async () => {
  server = await startMailServer();
  network = await startEmptyNetwork({
    SMTP_URL: server.url,
    MAIL_FROM: 'Naru <no-reply@naru.example.org>',
    PUBLIC_URL: 'https://naru.example.org',
  });
  officer = await network.as({ role: 'centre_officer', centre: 'KR-27' });
  admin = await network.as({ role: 'network_admin' });
}, 120_000);
afterAll(async () => {
  await network?.stop();
  await server?.stop();
});

const mail = (number: number) => eventually(() => server.at(ADDRESS)[number]);
const opened = async (openingOrder: number, id: string, leadHostId: string) =>
  admin.ask('POST', '/v1/centres', {
    ...{ id, name: { en: id }, region: { en: id }, openingOrder, leadHostId },
    openedOn: { year: 2014, month: 9, day: 15 },
  });

test('an officer sets an address, confirms it, is told, and stops the mails by their link alone', async () => {
  await admin.ask('POST', '/v1/network-plan', { centres: 3 });
  const { id: hostId } = await admin.ask<{ id: string }>('POST', '/v1/organisations', {
    name: { en: 'Host' },
    country: 'KR',
  });
  const wishes = [{ kind: 'VENTURES', pace: 'AT_ONCE' }];
  const set = { address: ADDRESS, language: 'ko', wishes };
  expect(await officer.ask('POST', '/v1/mail-address', set)).toMatchObject({ state: 'UNCONFIRMED', address: ADDRESS });
  const [code = ''] = /\d{8}/.exec((await mail(0)).text ?? '') ?? [];
  const wrong = await officer.post<{ code: string }>('/v1/mail-address:confirm', {
    code: code === '00000000' ? '1'.repeat(8) : '00000000',
  });
  expect(wrong).toMatchObject({ status: 400, body: { errors: [{ path: 'code', rule: 'mail_address.code_wrong' }] } });
  expect(await officer.ask('POST', '/v1/mail-address:confirm', { code })).toMatchObject({ state: 'CONFIRMED' });
  await opened(1, 'KR-27', hostId);
  const told = await mail(1);
  expect(told.subject).toMatch(/^\[나루\] /);
  const link = told.headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
  const url = network.url + new URL(link.slice(1, -1)).pathname;
  const page = await fetch(url);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(await page.text()).toContain('<form method="post">');
  expect(await officer.ask('GET', '/v1/mail-address')).toMatchObject({ state: 'CONFIRMED' });
  // As a mail program sends it by RFC 8058, and the form of the page.
  const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
  expect([(await fetch(url, oneClick)).status, (await fetch(url, oneClick)).status]).toEqual([200, 200]);
  expect(await officer.ask('GET', '/v1/mail-address')).toMatchObject({ state: 'STOPPED', stoppedBy: 'LINK' });
});

test('a link that is not known says so, without a login, and another person sees no address', async () => {
  const unknown = await fetch(`${network.url}/v1/mail-links/unknown:stop`, { method: 'POST' });
  expect([unknown.status, ((await unknown.json()) as { code: string }).code]).toEqual([404, 'mail_link.not_found']);
  const stranger = await network.stack.tokenOf('stranger', { role: 'analyst' });
  const seen = await fetch(`${network.url}/v1/mail-address`, { headers: { authorization: `Bearer ${stranger}` } });
  expect([seen.status, ((await seen.json()) as { code: string }).code]).toEqual([404, 'mail_address.not_found']);
});
