/** Methods that a link opens: no token is required or passed on, and the rate limit counts by address. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startNetwork } from './fixture/network.ts';
import { httpBody, refusal } from './fixture/streams.ts';

let network: Awaited<ReturnType<typeof startNetwork>>;
const passedOn: unknown[] = [];

beforeAll(async () => {
  network = await startNetwork({ ratePerMinute: 7 });
  network.handlers.down.ReadByLink = (call) => {
    passedOn.push(call.metadata.get('authorization'));
    call.write(httpBody({ contentType: 'text/calendar; charset=utf-8', data: Buffer.from('BEGIN:VCALENDAR') }));
    call.end();
  };
});
afterAll(() => network?.stop());

const open = (path: string, headers: Record<string, string> = {}) => fetch(network.gateway.url + path, { headers });

test('it answers without a token, and does not pass a token on', async () => {
  for (const headers of [{}, { authorization: 'Bearer forged' }] as Record<string, string>[]) {
    const response = await open('/v1/links/secret', headers);
    expect([response.status, response.headers.get('content-type'), await response.text()]).toEqual([
      200,
      'text/calendar; charset=utf-8',
      'BEGIN:VCALENDAR',
    ]);
  }
  expect(passedOn).toEqual([[], []]);
});

test('every other path still requires a token; a refusal of the service is a problem as usual', async () => {
  expect((await open('/v1/files/f1')).status).toBe(401);
  network.handlers.down.ReadByLink = (call) => call.emit('error', refusal());
  const refused = await open('/v1/links/other');
  expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'application/problem+json']);
});

test('a page of a service behind a link is shown, and its form may be sent; it runs no script', async () => {
  network.handlers.down.ReadByLink = (call) => {
    call.write(httpBody({ contentType: 'text/html; charset=utf-8', data: Buffer.from('<form method="post">') }));
    call.end();
  };
  const { headers } = await open('/v1/links/secret');
  expect(headers.get('content-disposition')).toBe('inline');
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none'; frame-ancestors 'none'; sandbox allow-forms",
  );
});

test("guessing is limited by the caller's address", async () => {
  const answers = await Promise.all(Array.from({ length: 7 }, (_, index) => open(`/v1/links/guess${index}`)));
  expect(answers.map(({ status }) => status)).toContain(429);
});
