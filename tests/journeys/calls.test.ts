/** A call for teams, from a programme's form to a complete application, as an applicant sees it. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { type Caller, type Network, startNetwork } from './network.ts';

jest.setTimeout(180_000);

interface Application {
  id: string;
  state: string;
  etag: string;
  files: { fieldId: string; bytes: number }[];
}
interface Problem {
  code: string;
  detail: string;
  errors?: { field: string }[];
}

let network: Network;
let admin: Caller;
let member: Caller;
let roundId: string;
let ventureId: string;

beforeAll(async () => {
  network = await startNetwork();
  admin = await network.as({ role: 'network_admin' });
  ventureId = network.id('venture:025');
  member = await network.as({ role: 'venture_member', org: ventureId });
  const programme = await admin.ask<{ id: string }>('POST', '/v1/programmes', {
    name: { en: 'Pilot abroad' },
    ownerId: 'KR-41',
    kind: 'SUPPORT',
    form: {
      fields: [
        { id: 'plan', label: { ko: '진출 계획', en: 'plan' }, kind: 'TEXT', required: true, maxLength: 300 },
        {
          id: 'deck',
          label: { ko: '자료', en: 'deck' },
          kind: 'FILE',
          required: true,
          mediaTypes: ['application/pdf'],
        },
        { id: 'open', label: { ko: '공개 자료', en: 'open deck' }, kind: 'FILE', shownToBlindJudges: true },
      ],
    },
  });
  const round = await admin.ask<{ id: string }>('POST', '/v1/rounds', {
    programmeId: programme.id,
    name: { en: 'Pilot call' },
    year: 2016,
    closesAt: new Date(Date.now() + 3_600_000).toISOString(),
    graceMinutes: 60,
  });
  roundId = round.id;
});

afterAll(async () => network?.stop());

const upload = (
  id: string,
  field: string,
  {
    bytes,
    type,
    etag,
    name = 'deck.pdf',
  }: { bytes: Uint8Array<ArrayBuffer>; type: string; etag?: string; name?: string },
) =>
  fetch(`${network.url}/v1/applications/${id}/files/${field}?name=${name}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${member.token}`,
      'content-type': type,
      ...(etag ? { 'if-match': `"${etag}"` } : {}),
    },
    body: bytes,
  });

/** A PDF of this size, as its first bytes say. */
function pdf(size: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(size).map((_, index) => index % 251);
  bytes.set(new TextEncoder().encode('%PDF-1.7\n').subarray(0, size));
  return bytes;
}

test('a venture fills in a draft, uploads its file, and submits', async () => {
  const pitch = { ko: '현지 실증을 마쳤습니다', en: '' };
  const draft = await member.ask<Application>('POST', '/v1/applications:draft', { roundId, ventureId, pitch });
  expect(draft.state).toBe('DRAFT');

  const early = await member.post<Problem>(`/v1/applications/${draft.id}:submit`);
  expect(early).toMatchObject({ status: 422, body: { code: 'application.answers_missing' } });
  expect(early.body.detail).toContain('plan, deck');

  const answers = [{ fieldId: 'plan', value: '중국 진출을 위한 실증' }];
  const filled = await patch<Application>(`/v1/applications/${draft.id}`, { answers, etag: draft.etag });
  expect(filled).toMatchObject({ status: 200, body: { pitch } }); // Answers that were not sent stay.
  const stale = await patch<Problem>(`/v1/applications/${draft.id}`, { answers: [], etag: draft.etag });
  expect(stale).toMatchObject({ status: 409, body: { code: 'etag.stale' } });
  const wrong = await patch<Problem>(`/v1/applications/${draft.id}`, {
    answers: [{ fieldId: 'colour', value: 'red' }],
  });
  expect(wrong).toMatchObject({ status: 400, body: { detail: expect.stringContaining('answers[0].fieldId') } });

  const bytes = pdf(200_000);
  const late = await upload(draft.id, 'deck', { bytes, type: 'application/pdf', etag: draft.etag });
  expect([late.status, await late.json()]).toEqual([412, expect.objectContaining({ code: 'etag.stale' })]);
  const { files: none, etag } = await member.ask<Application>('GET', `/v1/applications/${draft.id}`);
  expect(none).toEqual([]);
  const uploaded = await upload(draft.id, 'deck', { bytes, type: 'application/pdf', etag });
  expect(uploaded.status).toBe(200);
  expect(((await uploaded.json()) as Application).files).toMatchObject([{ fieldId: 'deck', bytes: 200_000 }]);

  const open = await upload(draft.id, 'open', { bytes, type: 'application/pdf', name: 'secret-name.pdf' });
  expect(open.status).toBe(200);

  const submitted = await member.ask<Application>('POST', `/v1/applications/${draft.id}:submit`);
  expect(submitted).toMatchObject({ state: 'ELIGIBLE', late: false });

  const file = await fetch(`${network.url}/v1/applications/${draft.id}/files/deck`, {
    headers: { authorization: `Bearer ${member.token}` },
  });
  expect(file.headers.get('content-type')).toBe('application/pdf');
  expect(file.headers.get('content-disposition')).toMatch(/^attachment; /);
  expect(file.headers.get('x-content-type-options')).toBe('nosniff');
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);

  const other = await network.as({ role: 'venture_member', org: network.id('venture:069') });
  expect((await other.get(`/v1/applications/${draft.id}`)).status).toBe(404);
  expect((await other.ask<{ applications: [] }>('GET', `/v1/applications?roundId=${roundId}`)).applications).toEqual(
    [],
  );
});

async function patch<T>(path: string, body: object): Promise<{ status: number; body: T }> {
  const response = await fetch(`${network.url}${path}`, {
    method: 'PATCH',
    headers: { authorization: `Bearer ${member.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as T };
}

test('after concurrent uploads for one question, the file that the application names can be read', async () => {
  const { applications } = await member.ask<{ applications: Application[] }>(
    'GET',
    `/v1/applications?roundId=${roundId}`,
  );
  const id = applications[0]?.id ?? '';
  await member.ask<Application>('POST', `/v1/applications/${id}:reopen`);
  const sizes = Array.from({ length: 8 }, (_, place) => 150_000 + place);
  const type = 'application/pdf';
  const answers = await Promise.all(sizes.map((size) => upload(id, 'deck', { bytes: pdf(size), type })));
  expect(answers.map(({ status }) => status)).toEqual(sizes.map(() => 200));
  const { files } = await member.ask<Application>('GET', `/v1/applications/${id}`);
  const file = await fetch(`${network.url}/v1/applications/${id}/files/deck`, {
    headers: { authorization: `Bearer ${member.token}` },
  });
  expect(file.status).toBe(200);
  const deck = files.find(({ fieldId }) => fieldId === 'deck');
  expect((await file.arrayBuffer()).byteLength).toBe(deck?.bytes);
  await upload(id, 'deck', { bytes: pdf(200_000), type });
  await member.ask<Application>('POST', `/v1/applications/${id}:submit`);
});

test('an attachment that is too large or of another type is refused with what would be right', async () => {
  const revised = await member
    .ask<{ applications: Application[] }>('GET', `/v1/applications?roundId=${roundId}`)
    .then(({ applications: [first] }) => member.ask<Application>('POST', `/v1/applications/${first?.id}:reopen`));
  expect(revised.state).toBe('DRAFT');
  const sent = async (size: number, type = 'application/pdf') => {
    const response = await upload(revised.id, 'deck', { bytes: pdf(size), type });
    return { status: response.status, body: (await response.json()) as Problem };
  };
  const huge = await sent(100 * 1024 * 1024);
  expect(huge.status).toBe(413);
  const large = await sent(11 * 1024 * 1024);
  expect(large).toMatchObject({ status: 400, body: { code: 'application.file_too_large' } });
  expect(large.body.detail).toContain('10 MiB');
  expect(await sent(10, 'image/png')).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('application/pdf') },
  });
  const page = new TextEncoder().encode('<!doctype html><script>alert(1)</script>');
  const disguised = await upload(revised.id, 'deck', { bytes: page, type: 'application/pdf' });
  expect([disguised.status, await disguised.json()]).toEqual([
    400,
    expect.objectContaining({ detail: expect.stringContaining('its content is not of that type') }),
  ]);
  // The question takes any type, so what no bytes can show is not served as its sender calls it.
  expect((await upload(revised.id, 'open', { bytes: page, type: 'text/html', name: 'page.html' })).status).toBe(200);
  const open = await fetch(`${network.url}/v1/applications/${revised.id}/files/open`, {
    headers: { authorization: `Bearer ${member.token}` },
  });
  expect(open.headers.get('content-type')).toBe('text/plain');
  await upload(revised.id, 'open', { bytes: pdf(200_000), type: 'application/pdf', name: 'secret-name.pdf' });
  expect(await sent(0)).toMatchObject({ status: 400, body: { code: 'application.file_empty' } });
  const after = await member.ask<Application>('GET', `/v1/applications/${revised.id}`);
  expect(after.files.filter(({ fieldId }) => fieldId === 'deck')).toMatchObject([{ bytes: 200_000 }]);
});

test('a venture that has withdrawn its consent cannot apply, and gets the reason', async () => {
  const gone = network.id('venture:064');
  await admin.ask('POST', `/v1/ventures/${gone}:withdrawConsent`);
  const apply = async () => admin.post<Problem>('/v1/applications', { roundId, ventureId: gone });
  let answer = await apply();
  while (answer.body.code !== 'application.venture_hidden') answer = await apply();
  expect(answer.status).toBe(422);
  expect(answer.body.detail).toContain('its consent to sharing was withdrawn');
});

test('a judge reads the files of the applications to review, in a blind round only those that the form shows', async () => {
  const mine = await member.ask<{ applications: Application[] }>('GET', `/v1/applications?roundId=${roundId}`);
  const applicationId = mine.applications[0]?.id ?? '';
  await member.ask('POST', `/v1/applications/${applicationId}:submit`);
  await admin.ask('POST', `/v1/rounds/${roundId}:close`);
  const criteria = [{ id: 'plan', name: { en: 'Plan' }, weight: 100, scaleMin: 0, scaleMax: 10 }];
  const rubric = await admin.ask<{ id: string }>('POST', '/v1/rubrics', { name: { en: 'Pilot' }, criteria });
  const plan = { rubricId: rubric.id, panel: { panelSize: 1 } };
  await admin.ask('POST', '/v1/judgings', { roundId, mode: 'SCORES', ...plan });
  const registered = await admin.ask<{ id: string }>('POST', '/v1/judges', { subject: 'judge-of-files' });
  const review = await admin.ask<{ id: string }>('POST', '/v1/reviews', { applicationId, judgeId: registered.id });
  const token = await network.stack.tokenOf('judge-of-files', { role: 'judge' });
  const ask = (path: string) =>
    fetch(`${network.url}/v1/reviews/${review.id}${path}`, { headers: { authorization: `Bearer ${token}` } });
  const sheet = async () => (await (await ask('/sheet')).json()) as { files?: Application['files'] };

  expect((await sheet()).files?.map(({ fieldId, bytes }) => [fieldId, bytes]).sort()).toEqual([
    ['deck', 200_000],
    ['open', 200_000],
  ]);
  const file = await ask('/files/deck');
  expect([file.status, (await file.arrayBuffer()).byteLength]).toEqual([200, 200_000]);
  expect((await ask('/files/plan')).status).toBe(404);

  await admin.ask('PATCH', `/v1/judgings/${roundId}`, { blind: true });
  const shown = { fieldId: 'open', name: 'open.pdf', mediaType: 'application/pdf' };
  const { files } = await sheet();
  expect(files).toMatchObject([shown]);
  expect(JSON.stringify(files)).not.toMatch(/secret-name|fil_/);
  const read = await ask('/files/open');
  expect([read.status, read.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('open.pdf')]);
  expect(read.headers.get('content-disposition')).not.toContain('secret-name');
  const [hidden, absent] = [await ask('/files/deck'), await ask('/files/plan')];
  expect([hidden.status, absent.status]).toEqual([404, 404]);
  const codes = await Promise.all([hidden, absent].map(async (reply) => ((await reply.json()) as Problem).code));
  expect(codes).toEqual(['file.not_found', 'file.not_found']);
});
