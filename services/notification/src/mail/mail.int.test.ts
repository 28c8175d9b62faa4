/** Notices by mail, over a real SMTP server: confirmed first, by the wishes of the person, and until it is stopped. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MatchAccepted } from '@naru/contracts/matching/v1/events';
import type { SetMailAddressRequest } from '@naru/contracts/notification/v1/mail';
import { NotificationServiceDefinition } from '@naru/contracts/notification/v1/service';
import { VentureSuspended } from '@naru/contracts/registry/v1/events';
import { createClient } from '@naru/testing/client-typed';
import { eventually } from '@naru/testing/eventually';
import {
  AT_ONCE,
  accepted,
  addresses,
  as,
  clients,
  codeIn,
  confirmedDeal,
  header,
  heard,
  mails,
  matching,
  member,
  nextVersion,
  PER_DAY,
  PUBLIC_URL,
  published,
  registry,
  server,
  settled,
  stack,
  startMailing,
  stopMailing,
  waited,
  waitFor,
} from '../fixture/mailing.ts';

beforeAll(startMailing, 60_000);
afterAll(stopMailing);

test('nothing but a code goes to an address that is not confirmed; then notices do', async () => {
  const client = as('member-first', 'ven_first');
  await published('ven_first', 'Firm first');
  await heard();
  const made = await client.setMailAddress({
    address: 'first@example.org',
    wishes: AT_ONCE as SetMailAddressRequest['wishes'],
  });
  expect(made).toMatchObject({
    state: 'UNCONFIRMED',
    recipients: ['subject:member-first', 'ven_first'],
    language: 'ko',
  });
  const [code] = await waited('first@example.org', 1);
  await accepted('ven_first', 1);
  await heard();
  await settled();
  expect(server.at('first@example.org')).toHaveLength(1);
  await expect(client.confirmMailAddress({ code: '00000000' })).rejects.toThrow(/eight digits/);
  expect(await client.confirmMailAddress({ code: codeIn(code) })).toMatchObject({ state: 'CONFIRMED' });
  await accepted('ven_first', 2);
  const [, mail] = await waited('first@example.org', 2);
  expect(mail?.subject).toBe('[나루] 소개가 시작되었습니다');
  expect(mail?.text).toContain('Firm first');
  expect(await client.getMailAddress({})).toMatchObject({ address: 'first@example.org', state: 'CONFIRMED' });
});

test('a mail can be stopped by its link alone, by its headers too, and the link of an erased address is unknown', async () => {
  const { org, address, client, token } = await member('stops');
  await accepted(org, 1);
  const [, mail] = await waited(address, 2);
  const url = `${PUBLIC_URL}/v1/mail-links/${token}:stop`;
  expect(mail?.text).toContain(url);
  expect([
    header(mail, 'list-unsubscribe'),
    header(mail, 'list-unsubscribe-post'),
    header(mail, 'auto-submitted'),
  ]).toEqual([`<${url}>`, 'List-Unsubscribe=One-Click', 'auto-generated']);
  const nobody = createClient(NotificationServiceDefinition, stack.addresses.notification ?? '', {
    token: async () => '',
  });
  clients.push(nobody);
  const page = async (pieces: AsyncIterable<{ data: Uint8Array }>) => {
    const all: Uint8Array[] = [];
    for await (const { data } of pieces) all.push(data);
    return Buffer.concat(all).toString();
  };
  expect(await page(nobody.readMailLink({ token }))).toContain('<form method="post">');
  expect((await client.getMailAddress({})).state).toBe('CONFIRMED');
  expect(await page(nobody.stopMail({ token }))).toContain('No more mail');
  expect(await page(nobody.stopMail({ token }))).toContain('No more mail');
  expect(await client.getMailAddress({})).toMatchObject({ state: 'STOPPED', stoppedBy: 'LINK' });
  await accepted(org, 2);
  await heard();
  await settled();
  expect(server.at(address)).toHaveLength(2);
  await client.deleteMailAddress({});
  await expect(page(nobody.stopMail({ token }))).rejects.toThrow(/any more/);
  await expect(client.getMailAddress({})).rejects.toThrow(/no address/);
  expect(await addresses().countDocuments({ subject: 'member-stops' })).toBe(0);
});

test('a digest is one mail of a day, in which a venture that was hidden since has no name', async () => {
  const { org, address, client } = await member('digest', [
    { kind: 'MATCHES', pace: 'DIGEST' },
    { kind: 'INVESTMENTS', pace: 'OFF' },
  ]);
  await published('ven_hidden', 'Secret Works');
  await accepted(org, 1);
  await accepted(org, 2);
  await confirmedDeal(org, 1);
  await heard();
  await registry.say({
    codec: VentureSuspended,
    message: VentureSuspended.fromPartial({ ventureId: org, centreId: 'KR-27' }),
    aggregate: org,
    version: nextVersion(),
  });
  await heard();
  await settled();
  expect(server.at(address)).toHaveLength(1);
  const digested = await waitFor('digest');
  const { notifications } = await client.listNotifications({ aggregateId: `mat_${org}_2` });
  for (const { id } of notifications) await client.markRead({ id });
  await mails().updateMany({ inDigest: true, dueAt: { $exists: true } }, { $set: { dueAt: new Date(0) } });
  const [, mail] = await waited(address, 2);
  expect(mail?.subject).toBe(`[Naru] ${digested.length - 1} notices`);
  expect(mail?.text).not.toContain('Firm digest');
  expect(mail?.text).toContain('venture');
  await settled();
  expect(server.at(address)).toHaveLength(2);
});

test('a permanent answer to the recipient stops the address, a temporary one does not, and a refused mail is dropped', async () => {
  const gone = await member('bounces');
  server.answers(gone.address, { code: 550, text: '5.1.1 no such user <bounces@example.org>' });
  await accepted(gone.org, 1);
  await eventually(async () => (await gone.client.getMailAddress({})).state === 'STOPPED');
  expect((await gone.client.getMailAddress({})).stoppedBy).toBe('BOUNCE');

  const later = await member('later');
  server.answers(
    later.address,
    { code: 451, text: '4.7.1 greylisted' },
    { code: 550, text: '5.7.1 not from you' },
    null,
  );
  await accepted(later.org, 1);
  await waited(later.address, 2);
  expect((await later.client.getMailAddress({})).state).toBe('CONFIRMED');

  server.answers(later.address, { code: 451, text: '4.7.1 greylisted' });
  await accepted(later.org, 2);
  await heard();
  await settled();
  await eventually(async () => (await waitFor('later')).length === 0);
  server.answers(later.address, null);
  server.refusesContent({ code: 554, text: '5.6.0 not this' });
  await accepted(later.org, 3);
  await heard();
  await settled();
  server.refusesContent(null);
  expect((await later.client.getMailAddress({})).state).toBe('CONFIRMED');
  expect(server.at(later.address)).toHaveLength(2);
});

test('what exceeds the share of a day waits for the digest', async () => {
  const { org, address } = await member('much');
  for (let number = 1; number <= PER_DAY + 3; number += 1) await accepted(org, number);
  await heard();
  await settled();
  await waited(address, 1 + PER_DAY);
  expect(server.at(address)).toHaveLength(1 + PER_DAY);
  expect((await waitFor('much')).map(({ inDigest }) => inDigest)).toEqual([true, true, true]);
});

test('a repeated event sends nothing twice, and codes have a limit of a day', async () => {
  const { org, address, client } = await member('twice');
  const id = await accepted(org, 1);
  await waited(address, 2);
  await matching.say({
    codec: MatchAccepted,
    message: MatchAccepted.fromPartial({ match: { id: `mat_${org}_1`, ventureId: org, investorId: 'inv_1' } }),
    aggregate: `mat_${org}_1`,
    version: 4,
    id,
  });
  await heard();
  await settled();
  expect(server.at(address)).toHaveLength(2);
  const other = as('member-other', 'ven_other');
  const codes = Array.from({ length: 5 }, () => other.setMailAddress({ address: 'victim@example.org' }));
  await Promise.allSettled(codes);
  await expect(other.setMailAddress({ address: 'Victim@example.org' })).rejects.toThrow(/the limit/);
  await expect(client.setMailAddress({ address: 'victim@example.org' })).rejects.toThrow(/the limit/);
});
