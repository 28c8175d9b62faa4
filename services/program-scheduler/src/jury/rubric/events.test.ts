/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { RubricCreated } from '@naru/contracts/program/v1/judging_events';
import { goldenEvents } from '@naru/testing/golden';
import { bare, publish, snapshot } from './events.ts';
import { toProto } from './message.ts';
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
const TYPES: Record<RubricEvent['type'], string> = {
  RubricCreated: 'naru.program.rubric.created.v1',
  RubricUpdated: 'naru.program.rubric.updated.v1',
  RubricUsed: 'naru.program.rubric.used.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as RubricEvent, rubric)), snapshot(rubric)];

const golden = goldenEvents({ published, of: 'naru.program.rubric.', at: import.meta.url });

test('the bytes of the first release are read as the rubric without the texts of its criteria', () => {
  const whole = toProto(rubric);
  const versions = whole.versions.map((one) => ({ ...one, criteria: one.criteria.map(bare) }));
  expect(RubricCreated.decode(golden('naru.program.rubric.created.v1')).rubric).toEqual({ ...whole, versions });
});

test('fifty versions of twenty criteria fit in an event', () => {
  const long = { ko: '가'.repeat(200), en: 'x'.repeat(200) };
  const criteria = Array.from({ length: 20 }, (_, place) => ({
    ...{ id: `${'c'.repeat(38)}${place}`, name: long, description: long },
    ...{ weight: 5, scaleMin: 500, scaleMax: 1_000 },
  }));
  const versions = Array.from({ length: 50 }, (_, index) => ({ number: index + 1, criteria, used: true }));
  expect(publish({ type: 'RubricUsed' }, { ...rubric, versions }).data.length).toBeLessThan(64 * 1024);
});
