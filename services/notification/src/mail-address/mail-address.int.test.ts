/** Addresses for mail: what may be one, how it is stored, and who erases it. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { realAmbient } from '@naru/kit/ambient';
import { startService } from '@naru/kit/boot';
import { createClient } from '@naru/testing/client-typed';
import {
  accepted,
  as,
  clients,
  linkIn,
  member,
  spec,
  stack,
  startMailing,
  stopMailing,
  waited,
} from '../fixture/mailing.ts';

beforeAll(startMailing, 60_000);
afterAll(stopMailing);

test('an address is sealed, stands in no event, and only the secretariat erases that of another person', async () => {
  const { client } = await member('sealed');
  const database = stack.database('notification');
  for (const { name } of await database.listCollections().toArray()) {
    const rows = await database.collection(name).find({}).toArray();
    expect([name, JSON.stringify(rows).includes('sealed@example.org')]).toEqual([name, false]);
  }
  const admin = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', {
    token: () => stack.tokenOf('secretary', { role: 'network_admin' }),
  });
  clients.push(admin);
  const stranger = as('member-stranger', 'ven_stranger');
  await expect(stranger.deleteMailAddress({ subject: 'member-sealed' })).rejects.toThrow(/no address/);
  await admin.deleteMailAddress({ subject: 'member-sealed' });
  await expect(client.getMailAddress({})).rejects.toThrow(/no address/);
});

test.each([
  'a@b\r\nBcc: x@y.org',
  'a b@example.org',
  'a@example.org,b@example.org',
  '"a"@example.org',
  'a@localhost',
  'a@-x.org',
])('%j is no address', async (address) => {
  await expect(as('member-wrong', 'ven_wrong').setMailAddress({ address })).rejects.toThrow();
});

test('without a mail server nobody sets an address, and a part of its settings is refused at the start', async () => {
  const off = await startService(spec, { ...stack.env, SMTP_URL: '' }, realAmbient);
  const client = createClient(NotificationServiceDefinition, off.address, {
    token: () => stack.tokenOf('member-off', { role: 'venture_member', org: 'ven_off' }),
  });
  clients.push(client);
  await expect(client.setMailAddress({ address: 'off@example.org' })).rejects.toThrow(/sends no mail/);
  await off.stop();
  for (const missing of ['MAIL_FROM', 'PUBLIC_URL'])
    await expect(startService(spec, { ...stack.env, [missing]: '' }, realAmbient)).rejects.toThrow(missing);
});

test('a new key before the old one seals everything again, and the old one can go', async () => {
  const { org, address } = await member('rotated');
  await stack.stopService('notification');
  const second = `second:${randomBytes(32).toString('base64')}`;
  const start = (keys: string) => startService(spec, { ...stack.env, SEALING_KEYS: keys }, realAmbient);
  await (await start(`${second},${stack.env.SEALING_KEYS}`)).stop();
  const alone = await start(second);
  await accepted(org, 1);
  const [, mail] = await waited(address, 2);
  expect(linkIn(mail)).not.toBe('');
  await alone.stop();
});
