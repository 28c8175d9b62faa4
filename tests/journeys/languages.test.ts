/**
 * A day of a Korean centre and one of an English partner: each call by the role that makes it; each refusal, notice and
 * reason in the requested language. Parameters (ids, names, values, fields) are removed first.
 */
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Grant } from '@naru/kit/identity';
import { eventually } from '@naru/testing/eventually';
import { councilOf } from './council.ts';
import { type Network, startNetwork } from './network.ts';

jest.setTimeout(180_000);

type Language = 'ko' | 'en';

interface Problem {
  title: string;
  detail: string;
  code: string;
  errors: { path: string; rule: string; message: string }[];
}

let network: Network;

beforeAll(async () => {
  network = await startNetwork();
});
afterAll(() => network?.stop());

/** Fields (`orderBy:`), values (`HELD`, `ven_01…`, `/v1/…`, `2026-01-31`), addresses and text in brackets. */
const PARAMETERS =
  /\b\w+ desc\b|\([^)]*\)|https?:\S+|\/\S+|\b[a-z]+(?:[A-Z_.[][\w.[\]]*)+|\b[A-Z][A-Z0-9_-]+\b|\b\w+_\w+\b|\b[\w-]*\d[\w:.+-]*\b|^[\w.[\]-]+: /gu;
const bare = (words: string) => words.replace(PARAMETERS, '');

/** The faults of a text in its language; empty if there are none. */
function wrongIn(language: Language, words: string): string {
  const said = bare(words);
  if (language === 'en') return /[가-힣]/.test(said) ? 'has Hangul' : /[a-z]{2}/.test(said) ? '' : 'says nothing';
  if (!/[가-힣]/.test(said)) return 'has no Hangul';
  return /[a-z]{2,} [a-z]{2,}/i.test(said) ? 'has English words' : '';
}

test('the check of languages finds a text in the wrong one', () => {
  expect(wrongIn('ko', 'phase: must be one of 1, 2')).toBe('has no Hangul');
  expect(wrongIn('ko', '다음 가운데 must be one of 1')).toBe('has English words');
  expect(wrongIn('ko', 'orderBy: 다음 가운데 하나여야 합니다: create_time')).toBe('');
  expect(wrongIn('en', 'the round is 마감')).toBe('has Hangul');
  expect(wrongIn('en', 'year: the programme opens at most 2 rounds a year')).toBe('');
});

/** Makes calls in a language, and records every text in Naru's answers. */
function day(language: Language) {
  const wrong: string[] = [];
  const codes: string[] = [];
  const check = (at: string, words: string) => {
    const fault = wrongIn(language, words);
    if (fault) wrong.push(`${at}: "${words}" ${fault}`);
  };

  async function call(grants: Grant[], path: string, body?: object, method = body ? 'POST' : 'GET') {
    const token = grants.length > 0 ? await network.stack.token(...grants) : '';
    const response = await fetch(`${network.url}${path}`, {
      method,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        'content-type': 'application/json',
        'accept-language': language === 'ko' ? 'ko-KR, en;q=0.5' : 'en-GB, ko;q=0.5',
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { response, answer: (await response.json()) as Problem & Record<string, unknown> };
  }

  return {
    codes,
    wrong,
    check,
    /** The answer of a call that must succeed. */
    async does<T>(grants: Grant[], path: string, body?: object): Promise<T> {
      const { response, answer } = await call(grants, path, body);
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
      return answer as T;
    },
    /** A call that must be refused, in the language of the day. */
    async isRefused(status: number, grants: Grant[], path: string, body?: object, method?: string): Promise<void> {
      const { response, answer } = await call(grants, path, body, method);
      expect([path, response.status, answer.code]).toEqual([path, status, expect.any(String)]);
      expect(response.headers.get('content-language')).toBe(language);
      expect(response.headers.get('vary')).toContain('Accept-Language');
      codes.push(answer.code);
      check(answer.code, answer.detail);
      check(`${answer.code} title`, `${answer.title}`);
      for (const { path: field, message } of answer.errors) check(`${answer.code} ${field}`, message);
    },
  };
}

const ADMIN: Grant[] = [{ role: 'network_admin' }];
const OFFICER: Grant[] = [{ role: 'centre_officer', centre: 'KR-27' }];
const named = { name: { ko: '하늘로봇', en: 'Haneul Robot' }, sectors: ['ROBOT'] };

interface Visit {
  language: Language;
  own: ReturnType<typeof day>;
  /** The venture of the day. */
  brn: string;
  ventureId: string;
}

async function registers(visit: Visit): Promise<void> {
  const { own, brn } = visit;
  await own.isRefused(401, [], '/v1/ventures');
  await own.isRefused(404, OFFICER, '/v1/nowhere');
  await own.isRefused(405, OFFICER, '/v1/ventures', {}, 'DELETE');
  await own.isRefused(400, OFFICER, '/v1/ventures', { centreId: 'KR-27', brn: '116-82-00278', profile: named });
  await own.isRefused(400, OFFICER, '/v1/ventures', { centreId: 'Daegu', brn: '12', profile: {}, colour: 'red' });
  await own.isRefused(400, OFFICER, '/v1/ventures', {
    ...{ centreId: 'KR-27', brn, profile: { ...named, sectors: ['ROBOTS'], stage: 'SERIES_Z' } },
  });
  await own.isRefused(400, OFFICER, '/v1/ventures?orderBy=size&pageSize=900');
  await own.isRefused(403, [{ role: 'analyst' }], '/v1/ventures', { centreId: 'KR-27', brn, profile: named });
  const venture = await own.does<{ id: string }>(OFFICER, '/v1/ventures', { centreId: 'KR-27', brn, profile: named });
  visit.ventureId = venture.id;
  await own.isRefused(409, OFFICER, '/v1/ventures', { centreId: 'KR-27', brn, profile: named });
}

async function publishes(visit: Visit): Promise<void> {
  const { own, ventureId } = visit;
  await own.isRefused(422, OFFICER, `/v1/ventures/${ventureId}:publish`, {});
  await own.does(OFFICER, `/v1/ventures/${ventureId}:verify`, {});
  await own.isRefused(422, OFFICER, `/v1/ventures/${ventureId}:publish`, {});
  const member: Grant[] = [{ role: 'venture_member', org: ventureId }];
  await own.isRefused(400, member, `/v1/ventures/${ventureId}:giveConsent`, { purpose: 'PURPOSE_UNSPECIFIED' });
  await own.does(member, `/v1/ventures/${ventureId}:giveConsent`, { purpose: 'SHARE_WITH_NETWORK' });
  await own.does(OFFICER, `/v1/ventures/${ventureId}:publish`, {});
  await own.isRefused(409, OFFICER, `/v1/ventures/${ventureId}`, { profile: named, etag: '1' }, 'PATCH');
  const other: Grant[] = [{ role: 'centre_officer', centre: 'KR-41' }];
  await own.isRefused(403, other, `/v1/ventures/${ventureId}:suspend`, { reason: 'x' });
}

async function refusesMatches(visit: Visit): Promise<void> {
  const { own } = visit;
  const investorId = network.id('investor:01');
  const found = await own.does<{ candidates: { parts: { reason: Record<Language, string> }[] }[] }>(
    ADMIN,
    `/v1/matches:find?investorId=${investorId}&pageSize=3`,
  );
  for (const { parts } of found.candidates)
    for (const { reason } of parts) {
      expect(reason.ko).toMatch(/[가-힣]/);
      expect(reason.en).toMatch(/[a-z]/);
    }
  await own.isRefused(404, ADMIN, '/v1/matches/mat_none:decline', { side: 'VENTURE' });
  await own.isRefused(400, ADMIN, '/v1/matches:find');
}

async function takesApplications(visit: Visit): Promise<void> {
  const { own, language, ventureId } = visit;
  const programmeId = network.id('programme:joint-brand-exhibition');
  const closesAt = new Date(Date.now() + 3_600_000).toISOString();
  const name = { ko: '언어 모집', en: 'Round of languages' };
  await own.isRefused(404, ADMIN, '/v1/rounds', { programmeId: 'prg_none', name, year: 2031, closesAt });
  await own.isRefused(400, ADMIN, '/v1/rounds', { programmeId, name: {}, year: 2031, closesAt: 'soon' });
  await own.isRefused(422, ADMIN, '/v1/rounds', { programmeId, name, year: 2031, phase: 7, closesAt });
  const year = language === 'ko' ? 2031 : 2032;
  const round = await own.does<{ id: string }>(ADMIN, '/v1/rounds', { programmeId, name, year, closesAt });
  const member: Grant[] = [{ role: 'venture_member', org: ventureId }];
  const applied = { roundId: round.id, ventureId };
  await eventually(() => own.does(member, '/v1/applications', applied));
  await own.isRefused(409, member, '/v1/applications', applied);
  await own.does(ADMIN, `/v1/rounds/${round.id}:close`, {});
  await own.isRefused(422, member, '/v1/applications', applied);
  await own.isRefused(422, ADMIN, '/v1/selections', { roundId: round.id });
  await own.isRefused(404, ADMIN, `/v1/judgings/${round.id}:start`, {});
}

async function judges(visit: Visit): Promise<void> {
  const { own, language } = visit;
  const roundId = network.id(language === 'ko' ? 'round:mwc-shanghai-demo' : 'round:ces-demo');
  const council = councilOf(network, await network.as(...ADMIN));
  await council.ready();
  const [application] = await council.applications(roundId);
  const subject = `judge-${language}`;
  const { id: judgeId } = await own.does<{ id: string }>(ADMIN, '/v1/judges', { subject, profile: {} });
  await own.isRefused(409, ADMIN, '/v1/judges', { subject, profile: {} });
  await own.isRefused(422, ADMIN, '/v1/reviews', { applicationId: application?.id, judgeId });
  await own.does(ADMIN, `/v1/rounds/${roundId}:close`, {});
  const standing = await council.applications(roundId);
  const scores = standing.map(({ id }, index) => ({ applicationId: id, score: 90 - index }));
  await own.does(ADMIN, '/v1/selections', { roundId, scores });
  const decide = `/v1/selections/${roundId}:decide`;
  const { etag } = await council.selection(roundId);
  await own.isRefused(422, ADMIN, decide, { etag, council: { heldOn: { year: 2015, month: 6, day: 20 } } });
  await own.isRefused(409, ADMIN, decide, { etag: '999' });
  await own.isRefused(400, ADMIN, `/v1/selections/${roundId}:vote`, { centreId: 'KR-27', choice: 'MAYBE' });
  const voter: Grant[] = [{ role: 'centre_officer', centre: 'KR-27' }];
  await own.isRefused(403, voter, `/v1/selections/${roundId}:vote`, {
    centreId: 'KR-41',
    choice: 'FOR',
    proposal: 1,
  });
  await own.isRefused(422, voter, `/v1/selections/${roundId}:vote`, {
    centreId: 'KR-27',
    choice: 'FOR',
    proposal: 9,
  });
  const { sentences } = await own.does<{ sentences: Record<Language, string>[] }>(
    ADMIN,
    `/v1/applications/${application?.id}/explanation`,
  );
  expect(sentences.length).toBeGreaterThan(0);
  for (const sentence of sentences) {
    expect(sentence.ko).toMatch(/[가-힣]/);
    expect(sentence.en).toMatch(/[a-z]/);
  }
}

async function plans(visit: Visit): Promise<void> {
  const { own } = visit;
  const { id: programmeId } = await own.does<{ id: string }>(ADMIN, '/v1/programmes', {
    ...{ name: { ko: '상담회', en: 'Meetings' }, ownerId: 'KR-27', kind: 'SUPPORT' },
  });
  const { id: eventId } = await own.does<{ id: string }>(ADMIN, '/v1/events', {
    ...{ programmeId, name: { ko: '상담의 날', en: 'Day of meetings' }, type: 'INVESTMENT_DAY' },
    startDate: { year: 2199, month: 5, day: 12 },
  });
  const slot = (id: string, hour: number) => ({
    ...{ id, session: 'MORNING' },
    startsAt: new Date(Date.UTC(2199, 4, 12, hour)).toISOString(),
    endsAt: new Date(Date.UTC(2199, 4, 12, hour, 30)).toISOString(),
  });
  const plan = `/v1/events/${eventId}/timetable`;
  const participants = [{ partyId: network.id('venture:025') }, { partyId: network.id('investor:01') }];
  await own.isRefused(400, OFFICER, plan, { slots: [slot('s2', 2), slot('s1', 1)], tables: 1, participants });
  await own.isRefused(400, OFFICER, plan, { slots: [slot('s 1', 1)], tables: 0, participants });
  const { id } = await own.does<{ id: string }>(OFFICER, plan, { slots: [slot('s1', 1)], tables: 1, participants });
  await own.isRefused(422, OFFICER, `/v1/timetables/${id}:repair`, { noShowPartyId: network.id('venture:025') });
  await own.isRefused(409, OFFICER, `/v1/timetables/${id}:publish`, { etag: '99' });
  await own.isRefused(404, ADMIN, '/v1/timetables/ttb_none');
}

describe.each<[Language, string]>([
  ['ko', '220-81-62517'],
  ['en', '104-81-45690'],
])('a day in %s', (language, brn) => {
  const own = day(language);
  const visit: Visit = { language, own, brn, ventureId: '' };

  test('an officer registers a venture, and reads what is wrong with the typed values', () => registers(visit));
  test('the venture is published when all requirements are met, and not before', () => publishes(visit));
  test('a match is declined, and reasons can be read in both languages', () => refusesMatches(visit));
  test('a round accepts suitable applications, and gives the reason for each refusal', () => takesApplications(visit));
  test('judges and the council read what is missing', () => judges(visit));
  test('an impossible timetable is explained, and so is a repair', () => plans(visit));
  test('every text was in the language of the day', () => {
    expect(own.codes.length).toBeGreaterThan(30);
    expect(own.wrong).toEqual([]);
  });
});
