/** Problems in the language of the caller: from the gateway, from the connection, and from a service. */
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { kit } from '@naru/kit/kit-texts';
import { requireNone, toStatus } from '@naru/kit/rejection';
import { languageOf } from '@naru/words/language';
import { unsigned } from './fixture/issuer.ts';
import { type Network, type ProblemBody, problemIn, startNetwork } from './fixture/network.ts';
import { httpBody, readerOf, readUntil, tick } from './fixture/streams.ts';
import { HTTP_STATUS, TITLES } from './texts.ts';

const PORTAL = 'https://portal.example.org';

let network: Network;
/** The languages in which the service was asked, in order. */
let asked: string[] = [];

/** Refuses like a service: in the language that the metadata asks for. */
const refusing = (metadata: { get(name: string): unknown[] }) => {
  const language = String(metadata.get('accept-language')[0] ?? '');
  asked.push(language);
  return toStatus(kit.refuse('access.scope', { noun: 'venture' }), languageOf(language));
};

beforeAll(async () => {
  network = await startNetwork({ corsOrigins: [PORTAL] });
  network.handlers.unary.GetNote = ({ metadata }, reply) => reply(refusing(metadata));
  network.handlers.unary.ActOnEcho = (_call, reply) => reply({ code: status.UNAVAILABLE, details: 'inside' });
  network.handlers.down.DownloadFile = (call) => {
    call.write(httpBody({ contentType: 'text/plain', data: Buffer.from('나루'), etag: '1' }));
    call.end();
  };
});
afterAll(() => network?.stop());

const asks = (language: string | undefined, init: RequestInit = {}): RequestInit => ({
  ...init,
  headers: { ...init.headers, ...(language ? { 'accept-language': language } : {}) },
});

describe('Accept-Language', () => {
  test.each([
    [undefined, 'en'],
    ['ko', 'ko'],
    ['ko-KR,ko;q=0.9,en-US;q=0.8', 'ko'],
    ['en-GB, ko;q=0.5', 'en'],
    ['fr, ko;q=0.1', 'ko'],
    ['ko;q=0', 'en'],
    ['de', 'en'],
  ])('%s gives %s, and the answer and the service get that language', async (header, language) => {
    asked = [];
    const response = await network.ask('/v1/notes/n1', asks(header));
    expect([response.headers.get('content-language'), response.headers.get('vary'), asked]).toEqual([
      language,
      'Origin, Accept-Language',
      [language],
    ]);
    const { title, detail, code } = await problemIn(response);
    const korean = {
      title: '권한 없음',
      detail:
        '가지고 있는 권한으로는 이 벤처기업에 대하여 이 요청을 할 수 없습니다. 필요하면 관리자에게 권한을 요청하십시오',
    };
    const english = {
      title: 'Forbidden',
      detail: 'your grants do not allow this call on this venture; ask your administrator for a grant that does',
    };
    expect({ title, detail, code }).toEqual({ ...(language === 'ko' ? korean : english), code: 'access.scope' });
  });

  test('counts before any service is called: without a token, on an unknown path, with an unreadable body', async () => {
    const { url } = network.gateway;
    const json = { 'content-type': 'application/json' };
    const early: [string, RequestInit, string][] = [
      [`${url}/v1/notes/n1`, {}, 'token.missing'],
      [`${url}/v1/nowhere`, {}, 'path.unknown'],
      [`${url}/v1/echoes`, { method: 'POST', body: '{', headers: json }, 'token.missing'],
      [`${url}/v1/notes/n1`, { headers: { origin: PORTAL } }, 'token.missing'],
    ];
    for (const [address, init, code] of early) {
      const response = await fetch(address, asks('ko', init));
      expect([response.headers.get('content-language'), response.headers.get('vary')]).toEqual([
        'ko',
        'Origin, Accept-Language',
      ]);
      const problem = await problemIn(response);
      expect([problem.code, problem.detail]).toEqual([code, expect.stringMatching(/[가-힣]/)]);
    }
  });

  test('counts if there are too many calls', async () => {
    const narrow = await startNetwork({ ratePerMinute: 1 });
    await narrow.ask('/v1/nowhere');
    const response = await narrow.ask('/v1/nowhere', asks('ko'));
    expect([response.status, response.headers.get('content-language')]).toEqual([429, 'ko']);
    expect(await problemIn(response)).toMatchObject({ code: 'rate.exceeded', title: '요청이 너무 많음' });
    await narrow.stop();
  });

  test('counts for the problem that ends a stream', async () => {
    network.handlers.down.WatchTicks = (call) => {
      call.write(tick(1));
      call.emit('error', Object.assign(new Error(), refusing(call.metadata)));
    };
    const response = await network.ask('/v1/ticks:watch', asks('ko'));
    expect(await readUntil(readerOf(response), 'event: problem\n')).toContain('권한 없음');
  });
});

describe('the content of a problem', () => {
  test('includes the parameters of its text, by name', async () => {
    const response = await network.ask('/v1/echoes/e1', { method: 'DELETE' });
    expect(await problemIn(response)).toMatchObject({ params: { allowed: 'GET,HEAD,PATCH' } });
  });

  test('includes as many faults as fit in 6 KiB, and the number of the rest', async () => {
    const body = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`unknown${index}`, 1]));
    const { errors, errorsLeft } = await problemIn(await network.post('/v1/echoes', body));
    expect(errors.length).toBeGreaterThan(5);
    expect([JSON.stringify(errors).length < 8 * 1024, errors.length + (errorsLeft ?? 0)]).toEqual([true, 300]);
    expect(await problemIn(await network.post('/v1/echoes', { unknown: 1 }))).not.toHaveProperty('errorsLeft');
  });

  test("also counts the faults that did not fit the service's answer", async () => {
    const faults = Array.from({ length: 200 }, (_, index) => kit.fault(`words[${index}]`, 'text.nfc'));
    network.handlers.unary.CreateNote = (_call, reply) => {
      try {
        requireNone(faults);
      } catch (error) {
        reply(toStatus(error));
      }
    };
    const { errors, errorsLeft } = await problemIn(await network.post('/v1/notes', { text: 'x' }));
    expect(errors.length + (errorsLeft ?? 0)).toBe(200);
    expect(errorsLeft).toBeGreaterThan(0);
  });

  test('a title for every status that a refusal can have', () => {
    const kinds = [400, 401, 403, 404, 409, 412, 422, 429, 500, 503, 504];
    for (const code of [...kinds, ...Object.values(HTTP_STATUS)]) {
      expect(TITLES[code]?.ko).toMatch(/^[가-힣 ]+$/);
      expect(TITLES[code]?.en).toMatch(/^[A-Za-z ]+$/);
    }
  });
});

const TWO_WORDS = /[A-Za-z']{2,} [A-Za-z']{2,}/;

/** The text of a problem without its parameters: paths, names of fields and values, and examples. */
const wordsOf = ({ title, detail, errors, params }: ProblemBody): string[] =>
  [title, detail, ...errors.map(({ message }) => message)].map((text) =>
    Object.values(params).reduce((left, value) => (value === '' ? left : left.replaceAll(value, '')), text),
  );

interface Bad {
  method?: string;
  path: string;
  body?: string | Uint8Array;
  headers?: Record<string, string>;
  token?: () => Promise<string | null>;
}

const post = (body: unknown, headers = {}): Bad => ({
  method: 'POST',
  path: '/v1/echoes',
  body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
});
const read = (path: string, headers = {}): Bad => ({ path, headers });
const withToken = (token: () => Promise<string | null>): Bad => ({ path: '/v1/notes/n1', token });

const BAD: Record<string, Bad> = {
  'no path': read('/v1/nowhere'),
  'a broken path': read('/v1/echoes/%zz'),
  'a broken query': read('/v1/echoes/e1?flag=%zz'),
  'an unknown parameter': read('/v1/echoes/e1?nothing=1'),
  'a parameter twice': read('/v1/echoes/e1?pageSize=1&pageSize=2'),
  'a number that is none': read('/v1/echoes/e1?pageSize=many'),
  'another method': { method: 'DELETE', path: '/v1/echoes/e1' },
  'an unknown service': read('/v1/services/nothing/things/1'),
  'a deadline that is none': read('/v1/echoes/e1', { 'x-request-timeout-ms': 'soon' }),
  'a tag that is none': read('/v1/files/f1', { 'if-match': 'x' }),
  'another version': read('/v1/files/f1', { 'if-match': '"7"' }),
  'If-Match where nothing changes': post({}, { 'if-match': '"7"' }),
  'If-None-Match of a change': post({}, { 'if-none-match': '"7"' }),
  'another version than the body': {
    ...post({ etag: '6' }, { 'if-match': '"7"' }),
    path: '/v1/echoes/e1:act',
  },
  'another type': post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
  'a compressed body': post('{}', { 'content-encoding': 'gzip' }),
  'broken JSON': post('{"text":'),
  'bytes that are no text': post(Buffer.from([0x7b, 0xff])),
  'a deep body': post(`${'{"child":'.repeat(100)}{}${'}'.repeat(100)}`),
  'a large body': post('{}'.padStart(1024 * 1024 + 1)),
  'a list for an object': post([]),
  'an unknown field': post({ nothing: 1 }),
  'wrong values of each type': post({
    ...{
      text: 5,
      flag: 'true',
      small: 1.5,
      smallNatural: -1,
      large: 'x',
      largeNatural: -1,
      real: 'x',
      shortReal: 1e39,
    },
    ...{
      blob: 'a=b=',
      colour: 'GREEN',
      words: 'a',
      counts: [],
      at: 'now',
      lasting: '5m',
      mask: 'short_real',
      on: 'May',
    },
  }),
  'half a character': post('{"text":"\\ud800"}'),
  'a key that is a command': post({ counts: { $set: 1 } }),
  'both of two': post({ leftChoice: 'a', rightChoice: 1 }),
  'a field twice': post({ smallNatural: 1, small_natural: 1 }),
  'two request ids': {
    ...post({ requestId: 'a', text: 'x' }, { 'idempotency-key': 'b' }),
    path: '/v1/notes',
  },
  'no token': withToken(async () => null),
  'a token that is none': withToken(async () => 'abc'),
  'an unsigned token': withToken(async () => unsigned(await network.issuer.token())),
  'an old token': withToken(() => network.issuer.token({ expiresAt: new Date(0) })),
  'a service that is away': { ...post({}), path: '/v1/echoes/e1:act' },
  'a refusal of the service': read('/v1/notes/n1'),
};

const problemOf = async ({ path, token, ...init }: Bad, language: string): Promise<ProblemBody> => {
  const given = token ? await token() : undefined;
  const authorization = given === null ? {} : { authorization: `Bearer ${given ?? (await network.issuer.token())}` };
  const { headers, ...rest } = init;
  const all = { ...authorization, ...headers, 'accept-language': language };
  return problemIn(await fetch(network.gateway.url + path, { ...rest, headers: all } as RequestInit));
};

describe('a bad request', () => {
  test.each(Object.entries(BAD))('with %s is answered only in Korean or only in English', async (_, bad) => {
    const [korean, english] = await Promise.all([problemOf(bad, 'ko'), problemOf(bad, 'en')]);
    for (const words of wordsOf(korean)) {
      expect(words).toMatch(/[가-힣]/);
      expect(words).not.toMatch(TWO_WORDS);
    }
    for (const words of wordsOf(english)) {
      expect(words).not.toMatch(/[ㄱ-ㆎ가-힣]/);
      expect(words).toMatch(/[A-Za-z]{2}/);
    }
    expect(korean.code).toBe(english.code);
    expect(korean.errors.map(({ rule }) => rule)).toEqual(english.errors.map(({ rule }) => rule));
  });

  test('has at least thirty kinds, each with its own rule', async () => {
    const problems = await Promise.all(Object.values(BAD).map((bad) => problemOf(bad, 'ko')));
    const rules = problems.flatMap(({ code, errors }) => [code, ...errors.map(({ rule }) => rule)]);
    expect(new Set(rules).size).toBeGreaterThanOrEqual(40);
  });

  test('planted: English in a Korean problem, or Hangul in an English one, is found', () => {
    const problem = (detail: string) => ({ detail, title: '', errors: [], params: { name: 'pageSize, pageToken' } });
    const words = (detail: string) => wordsOf(problem(detail) as unknown as ProblemBody)[1];
    expect(words('이 요청은 must be given 합니다')).toMatch(TWO_WORDS);
    expect(words('다음 가운데 하나여야 합니다: pageSize, pageToken')).not.toMatch(TWO_WORDS);
  });
});
