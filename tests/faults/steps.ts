/** Steps that several stories have. */
import type { Ask, Client } from './client.ts';

export interface Resource {
  id: string;
}

export const CENTRE = 'KR-27';
export const DAY = { year: 2024, month: 5, day: 13 };
export const text = (en: string) => ({ ko: '', en });

/** A creation. Its name is both its external id and its request id. */
export const created = (effect: string, path: string, name: string, body: object): Ask => ({
  effects: [`${effect} ${name}`],
  path,
  body: { ...body, source: { externalId: name, fictional: true }, requestId: name },
});

export const organisation = (client: Client, name: string): Promise<Resource> =>
  client.command<Resource>(
    created('registry.organisation.registered', '/v1/organisations', name, { name: text(name), country: 'KR' }),
  );

export async function publishedVenture(client: Client, name: string): Promise<Resource> {
  const profile = { name: text(name), sectors: ['IOT'], stage: 'SEED', markets: ['JP'], askKrw: '500000000' };
  const body = { centreId: CENTRE, brn: brnOf(Number(name.split('-')[1])), profile };
  const venture = await client.command<Resource>(created('registry.venture.registered', '/v1/ventures', name, body));
  const path = `/v1/ventures/${venture.id}`;
  await client.command({ effects: [`registry.venture.verified ${name}`], path: `${path}:verify` });
  const purpose = 'SHARE_WITH_NETWORK';
  await client.command({
    effects: [`registry.venture.consented ${name}`],
    path: `${path}:giveConsent`,
    body: { purpose },
  });
  await client.command({ effects: [`registry.venture.published ${name}`], path: `${path}:publish` });
  return venture;
}

/** A valid business registration number for each number below 9,999. */
export function brnOf(number: number): string {
  const digits = `99981${String(number + 1).padStart(4, '0')}`;
  const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return digits + ((10 - ((sum + Math.floor((5 * Number(digits[8])) / 10)) % 10)) % 10);
}
