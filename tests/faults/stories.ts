/** The stories of the load: short lives of ventures, investors, deals and events. Each step is a real command. */
import { dateIn, SEOUL } from '@naru/kit/civil-date';
import { broad } from './broad.ts';
import type { Client } from './client.ts';
import type { Partner } from './partner.ts';
import { CENTRE, created, DAY, organisation, publishedVenture, type Resource, text } from './steps.ts';

export { brnOf, organisation, publishedVenture, type Resource } from './steps.ts';

interface Match extends Resource {
  state: string;
  introduction?: Resource;
}

/** The objects on which all stories depend. */
export async function layGround(client: Client): Promise<void> {
  await client.command({
    effects: ['registry.network.planned network'],
    path: '/v1/network-plan',
    body: { centres: 17 },
  });
  const host = await organisation(client, 'host');
  await client.command({
    effects: [`registry.centre.opened ${CENTRE}`],
    path: '/v1/centres',
    body: {
      id: CENTRE,
      name: text('Daegu'),
      region: text('Daegu'),
      openingOrder: 1,
      openedOn: DAY,
      leadHostId: host.id,
      source: { externalId: CENTRE },
    },
  });
}

export const subscribed = (client: Client, url: string, type: string): Promise<Resource> =>
  client.command<Resource>({
    effects: [`notification.webhook.registered ${url}`],
    path: '/v1/webhooks',
    body: { url, eventTypes: [type], requestId: url },
  });

export async function activeInvestor(client: Client, name: string): Promise<Resource> {
  const body = { name: text(name), type: 'VC', country: 'SG' };
  const investor = await client.command<Resource>(created('investor.profile.registered', '/v1/investors', name, body));
  const path = `/v1/investors/${investor.id}`;
  const mandate = { sectors: ['IOT'], stages: ['SEED'], ticketMinKrw: '100000000', ticketMaxKrw: '900000000' };
  await client.command({
    effects: [`investor.mandate.changed ${name}`],
    path: `${path}:setMandate`,
    body: { mandate },
  });
  await client.command({ effects: [`investor.profile.verified ${name}`], path: `${path}:verify` });
  return investor;
}

interface Pair {
  names: string;
  ventureId: string;
  investorId: string;
}

async function pairOf(client: Client, number: number): Promise<Pair> {
  const [ventureName, investorName] = [`v-${number}`, `i-${number}`];
  const [venture, investor] = [await publishedVenture(client, ventureName), await activeInvestor(client, investorName)];
  return { names: `${ventureName}+${investorName}`, ventureId: venture.id, investorId: investor.id };
}

const interest = (client: Client, { names: _, ...pair }: Pair, side: 'VENTURE' | 'INVESTOR', effects: string[]) =>
  client.command<Match>({ effects, path: '/v1/matches:expressInterest', body: { ...pair, side: side } });

const proposed = ({ names }: Pair) => [`matching.match.proposed ${names}`, `matching.match.interested ${names}`];

/** The main story: both sides are interested, they meet, and the deal opens, is negotiated and confirmed. */
async function introduced(client: Client, number: number): Promise<void> {
  const pair = await pairOf(client, number);
  const { names, ventureId } = pair;
  await interest(client, pair, 'INVESTOR', proposed(pair));
  const match = await interest(client, pair, 'VENTURE', [
    `matching.match.interested ${names}`,
    `matching.match.accepted ${names}`,
  ]);
  const meeting = { channel: 'ONLINE', heldOn: dateIn(SEOUL, new Date()), result: 'HELD' };
  await client.command({
    effects: [`matching.introduction.held ${names}`],
    path: `/v1/introductions/${match.introduction?.id}:addMeeting`,
    body: { meeting },
  });
  const { deals } = await client.sees<{ deals: Resource[] }>(
    `/v1/deals?ventureId=${ventureId}`,
    (answer) => answer.deals.length > 0,
    [`investor.deal.interest ${names}`],
  );
  const path = `/v1/deals/${deals[0]?.id}`;
  const amountKrw = String(100_000_000 + number);
  await client.command({
    effects: [`investor.deal.negotiating ${names}`],
    path: `${path}:startNegotiation`,
    body: { amountKrw },
  });
  const confirmedOn = dateIn(SEOUL, new Date());
  const confirm = (side: 'VENTURE' | 'INVESTOR', effect: string) =>
    client.command({
      effects: [`investor.deal.${effect} ${names}`],
      path: `${path}:confirm`,
      body: { amountKrw, confirmedOn, side, reason: 'both have signed' },
    });
  await confirm('VENTURE', 'side_confirmed');
  await confirm('INVESTOR', 'confirmed');
}

/** A venture is hidden while an investor waits: the proposal ends. After it is shown again, it may be renewed. */
async function hidden(client: Client, number: number): Promise<void> {
  const pair = await pairOf(client, number);
  const venture = `v-${number}`;
  const match = await interest(client, pair, 'INVESTOR', proposed(pair));
  const path = `/v1/ventures/${pair.ventureId}`;
  await client.command({
    effects: [`registry.venture.suspended ${venture}`],
    path: `${path}:suspend`,
    body: { reason: 'checked' },
  });
  await client.sees<Match>(`/v1/matches/${match.id}`, ({ state }) => state === 'EXPIRED', [
    `matching.match.expired ${pair.names}`,
  ]);
  await client.command({ effects: [`registry.venture.resumed ${venture}`], path: `${path}:resume` });
  await interest(client, pair, 'INVESTOR', proposed(pair));
}

/** A deal that is dropped, an event that is held, and a partner that ends its subscription. */
async function dropped(client: Client, number: number, partner: Partner): Promise<void> {
  const { names, ...pair } = await pairOf(client, number);
  const body = { ...pair, requestId: `d-${number}` };
  const deal = await client.command<Resource>({
    effects: [`investor.deal.interest ${names}`],
    path: '/v1/deals',
    body,
  });
  const reason = 'they did not agree';
  await client.command({
    effects: [`investor.deal.dropped ${names}`],
    path: `/v1/deals/${deal.id}:drop`,
    body: { reason },
  });
  await client.refused({
    effects: [`investor.deal.negotiating ${names}`],
    path: `/v1/deals/${deal.id}:startNegotiation`,
    body: { amountKrw: '1' },
  });
  const name = `e-${number}`;
  const planned = { name: text(name), type: 'DEMO_DAY', startDate: DAY };
  const event = await client.command<Resource>(created('program.event.planned', '/v1/events', name, planned));
  await client.command({ effects: [`program.event.held ${name}`], path: `/v1/events/${event.id}:hold` });
  const url = partner.url(`/${number}`);
  const webhook = await subscribed(client, url, 'naru.program.event.held.v1');
  const path = `/v1/webhooks/${webhook.id}:disable`;
  await client.command({ effects: [`notification.webhook.disabled ${url}`], path });
}

export const STORIES = { introduced, hidden, dropped, broad };
