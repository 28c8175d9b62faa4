/** The bytes of every event at its first release, and their content. */
import { expect, test } from '@jest/globals';
import { JudgingPlanned } from '@naru/contracts/program/v1/judging_events';
import { goldenEvents } from '@naru/testing/golden';
import { bare } from '../rubric/events.ts';
import { publish, snapshot } from './events.ts';
import type { Judging, JudgingEvent } from './judging.ts';
import { toProto } from './message.ts';

const judging: Judging = {
  id: 'jdg_01h455vb4pex5vsknk084sn02q',
  roundId: 'rnd_01h455vb4pex5vsknk084sn02q',
  mode: 'SCORES',
  rubricId: 'rub_01h455vb4pex5vsknk084sn02q',
  rubricVersion: 2,
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
  blind: true,
  panel: {
    panelSize: 3,
    loadMin: 1,
    loadMax: 12,
    marketExpertsMin: 1,
    womenMin: 1,
    centresMin: 2,
    sameCentreMax: 2,
  },
  places: 5,
  state: 'CLOSED',
  openedAt: new Date(Date.UTC(2016, 3, 1)),
  closedAt: new Date(Date.UTC(2016, 3, 15)),
  settled: true,
};
const TYPES: Record<JudgingEvent['type'], string> = {
  JudgingPlanned: 'naru.program.judging.planned.v1',
  JudgingUpdated: 'naru.program.judging.updated.v1',
  JudgingOpened: 'naru.program.judging.opened.v1',
  JudgingClosed: 'naru.program.judging.closed.v1',
  JudgingSettled: 'naru.program.judging.settled.v1',
};
const published = [...Object.keys(TYPES).map((type) => publish({ type } as JudgingEvent, judging)), snapshot(judging)];

const golden = goldenEvents({ published, of: 'naru.program.judging.', at: import.meta.url });

test('the bytes of the first release are read as the judging without the texts of its criteria', () => {
  const criteria = judging.criteria.map(bare);
  expect(JudgingPlanned.decode(golden('naru.program.judging.planned.v1')).judging).toEqual({
    ...toProto(judging),
    criteria,
  });
});
