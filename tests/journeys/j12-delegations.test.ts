/** J12: delegations at the Gyeonggi centre, their commitments, and two indicators that must never be mixed. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Caller, type Network, startNetwork } from './network.ts';

interface Visit {
  id: string;
  country: string;
  level: string;
  state: string;
  agreements: { agreementId: string }[];
  obligations: { id: string; dueOn: object; overdue: boolean }[];
}
interface Year {
  year: number;
  visits: number;
  partial: boolean;
}
interface Outcome {
  id: string;
  value: string;
  unit: string;
  partial: boolean;
  from: { year: number; month: number; day: number };
  through: { year: number; month: number; day: number };
}

let network: Network;
let analyst: Caller;
let gyeonggi: Caller;

beforeAll(async () => {
  network = await startNetwork();
  analyst = await network.as({ role: 'analyst' });
  gyeonggi = await network.as({ role: 'centre_officer', centre: 'KR-41' });
}, 120_000);
afterAll(() => network?.stop());

const visits = async (query: string) =>
  (await analyst.ask<{ visits: Visit[] }>('GET', `/v1/visits?hostId=KR-41&pageSize=200${query}`)).visits;
const outcomes = async (aboutId: string, indicator: string) =>
  (
    await analyst.ask<{ outcomes: Outcome[] }>(
      'GET',
      `/v1/outcomes?aboutId=${aboutId}&indicator=${indicator}&pageSize=200`,
    )
  ).outcomes;

test('42 visits in 2018, 22 in 2019 until August, which is marked partial', async () => {
  const { years } = await analyst.ask<{ years: Year[] }>('GET', '/v1/visits:counts?hostId=KR-41');
  expect(years).toMatchObject([
    { year: 2018, visits: 42, partial: false },
    { year: 2019, visits: 22, partial: true, through: { year: 2019, month: 8, day: 31 } },
  ]);
});

test('the reported figures of visits agree with the recorded visits, and are not computed from them', async () => {
  const reported = await outcomes('KR-41', 'STATE_GUEST_VISITS');
  const told = reported.map(({ value, unit, partial }) => ({ value, unit, partial }));
  expect(told).toEqual(
    expect.arrayContaining([
      { value: '42', unit: 'VISITS', partial: false },
      { value: '22', unit: 'VISITS', partial: true },
    ]),
  );
  expect(told).toHaveLength(2);
});

test('684 and 484 visitors are separate figures, in persons; their months add up to them', async () => {
  const all = await outcomes(network.id('org:gbsa'), 'FOREIGN_VISITORS');
  const lengthOf = ({ from, through }: Outcome) => through.month - from.month + 1;
  const whole = all.filter((one) => lengthOf(one) > 1).map(({ value, unit, partial }) => ({ value, unit, partial }));
  expect(whole).toHaveLength(2);
  expect(whole).toEqual(
    expect.arrayContaining([
      { value: '684', unit: 'PERSONS', partial: false },
      { value: '484', unit: 'PERSONS', partial: true },
    ]),
  );
  const monthsOf = (year: number) =>
    all
      .filter((one) => lengthOf(one) === 1 && one.from.year === year)
      .reduce((sum, { value }) => sum + Number(value), 0);
  expect([monthsOf(2018), monthsOf(2019)]).toEqual([684, 484]);
});

test('February 2018 has the President of Estonia, April Slovakia', async () => {
  const heads = async (period: string) =>
    (await visits(`&period=${period}`)).filter(({ level }) => level === 'HEAD_OF_STATE').map(({ country }) => country);
  expect(await heads('2018-02')).toEqual(['EE']);
  expect(await heads('2018-04')).toEqual(['SK']);
  expect(await visits('&period=2018')).toHaveLength(42);
});

test('a partial year is never ranked against a whole one, neither for visits nor for visitors', async () => {
  const refused = await analyst.get<{ code: string }>('/v1/visits:compareYears?hostId=KR-41&years=2018&years=2019');
  expect(refused).toMatchObject({ status: 422, body: { code: 'visit.partial_year' } });
  const all = await outcomes(network.id('org:gbsa'), 'FOREIGN_VISITORS');
  const of = (value: string) => all.find((one) => one.value === value)?.id;
  const compared = await analyst.get<{ code: string }>(
    `/v1/outcomes:compare?earlierId=${of('684')}&laterId=${of('484')}`,
  );
  expect(compared).toMatchObject({ status: 422, body: { code: expect.stringContaining('partial') } });
  const mixed = await analyst.get<{ code: string }>(
    `/v1/outcomes:compare?earlierId=${(await outcomes('KR-41', 'STATE_GUEST_VISITS'))[0]?.id}&laterId=${of('684')}`,
  );
  expect(mixed.status).toBe(422);
});

test('no answer of the API mixes visitors and visits', async () => {
  const page = await (await fetch(`${network.url}/openapi.json`)).json();
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      names.add(key);
      walk(inner);
    }
  };
  walk(page);
  expect(names.size).toBeGreaterThan(500);
  expect([...names].filter((name) => /visitors?_?per|per_?visit|average_?visit|visitors/i.test(name))).toEqual([]);
});

test('a visit is requested, confirmed and completed; its commitment has a due day and an owner', async () => {
  const other = await network.as({ role: 'centre_officer', centre: 'KR-27' });
  const visit = await gyeonggi.ask<Visit>('POST', '/v1/visits', {
    hostId: 'KR-41',
    details: {
      name: { ko: '베트남 정보통신부 방문', en: 'visit of the ministry of information, Viet Nam' },
      country: 'VN',
      level: 'MINISTER',
      startDate: { year: 2019, month: 9, day: 3 },
    },
  });
  expect((await other.get(`/v1/visits/${visit.id}`)).status).toBe(404);
  const early = await gyeonggi.post<{ code: string }>(`/v1/visits/${visit.id}:complete`);
  expect(early).toMatchObject({ status: 422, body: { code: 'visit.not_confirmed' } });
  await gyeonggi.ask('POST', `/v1/visits/${visit.id}:confirm`);
  await gyeonggi.ask('POST', `/v1/visits/${visit.id}:complete`);
  await gyeonggi.ask('POST', `/v1/visits/${visit.id}:addAgreement`, {
    agreement: { agreementId: 'agr_mou_vn', signedOn: { year: 2019, month: 9, day: 3 } },
  });
  const promised = await gyeonggi.ask<Visit>('POST', `/v1/visits/${visit.id}:addObligation`, {
    text: { ko: '지원 프로그램 자료 제공', en: 'send the handbook of the support programmes' },
    ownerId: 'KR-41',
    dueOn: { year: 2019, month: 10, day: 1 },
  });
  expect(promised.obligations).toMatchObject([{ overdue: true, dueOn: { year: 2019, month: 10, day: 1 } }]);
  const done = await gyeonggi.ask<Visit>('POST', `/v1/visits/${visit.id}:fulfilObligation`, {
    obligationId: promised.obligations[0]?.id,
    doneOn: { year: 2019, month: 9, day: 20 },
  });
  expect(done.obligations).toMatchObject([{ overdue: false }]);
  expect(done.agreements).toMatchObject([{ agreementId: 'agr_mou_vn' }]);
  const { years } = await analyst.ask<{ years: Year[] }>('GET', '/v1/visits:counts?hostId=KR-41');
  expect(years.find(({ year }) => year === 2019)).toMatchObject({ visits: 23, partial: true });
});
