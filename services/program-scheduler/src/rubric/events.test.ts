/** The bytes of every event as they were first released: what is in a stream or a journal must stay readable. */
import { expect, test } from '@jest/globals';
import { events } from '@naru/contracts';
import { RubricCreated } from '@naru/contracts/program/v1/judging_events';
import { publish, snapshot, toProto } from './events.ts';
import type { Rubric, RubricEvent } from './rubric.ts';

const rubric: Rubric = {
  id: 'rub_01h455vb4pex5vsknk084sn02q',
  name: { ko: '전시회 심사', en: 'exhibition' },
  versions: [
    {
      number: 1,
      criteria: [
        {
          id: 'market',
          name: { ko: '시장성', en: 'market' },
          weight: 60,
          scaleMin: 1,
          scaleMax: 5,
          description: { ko: '해외 시장', en: 'markets abroad' },
        },
        { id: 'team', name: { ko: '팀', en: 'team' }, weight: 40, scaleMin: 0, scaleMax: 10, description: undefined },
      ],
      used: true,
    },
  ],
};
// All of them carry the same message, so one string holds for all.
const GOLDEN =
  'CqUBCh5ydWJfMDFoNDU1dmI0cGV4NXZza25rMDg0c24wMnESHgoQ7KCE7Iuc7ZqMIOyLrOyCrBIKZXhoaWJpdGlvbhpjCAESRAoGbWFya2V0EhMKCeyLnOyepeyEsRIGbWFya2V0GDwgASgFMh8KDe2VtOyZuCDsi5zsnqUSDm1hcmtldHMgYWJyb2FkEhcKBHRlYW0SCwoD7YyAEgR0ZWFtGCgoChgB';
const TYPES: Record<RubricEvent['type'], string> = {
  RubricCreated: 'naru.program.rubric.created.v1',
  RubricUpdated: 'naru.program.rubric.updated.v1',
  RubricUsed: 'naru.program.rubric.used.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as RubricEvent, rubric)), snapshot(rubric)];

test.each(published.map((one) => [one.event.type, one] as const))('%s has the bytes it was released with', (_, one) => {
  expect(Buffer.from(one.data).toString('base64')).toBe(GOLDEN);
});

test('each change has its event, and the catalogue has no other', () => {
  const types = published.map(({ event }) => event.type);
  expect(types).toEqual([...Object.values(TYPES), 'naru.program.rubric.snapshot.v1']);
  const catalogue = events.map(({ type }) => type).filter((type) => type.startsWith('naru.program.rubric.'));
  expect([...types].sort()).toEqual(catalogue.sort());
});

test('the released bytes are read as the whole rubric', () => {
  expect(RubricCreated.decode(Buffer.from(GOLDEN, 'base64')).rubric).toEqual(toProto(rubric));
});
