/** Texts of refusals about rubrics, in both languages. */
import { josa } from '@naru/korean/particle';
import { invalid, refusing, rule, texts } from '@naru/words/texts';

export const RUBRIC = texts('rubric', {
  scale: invalid({
    example: { scaleMin: 0 },
    ko: ({ scaleMin }) => `가장 낮은 점수(scaleMin)인 ${scaleMin}보다 커야 합니다`,
    en: ({ scaleMin }) => `must be more than ${scaleMin}, the lowest score (scaleMin)`,
  }),
  criterion_twice: invalid({
    example: { id: 'market_fit' },
    ko: ({ id }) => `${josa(id, '은/는')} 앞의 기준이 이미 쓰고 있는 ID입니다. 기준마다 서로 다른 ID가 있어야 합니다`,
    en: ({ id }) => `${id} is the id of an earlier criterion; give each criterion its own id`,
  }),
  weights: rule({
    field: 'criteria',
    example: { sum: 90, wanted: 100 },
    ko: ({ sum, wanted }) => `가중치의 합이 ${sum}입니다. 합이 ${josa(String(wanted), '이/가')} 되어야 합니다`,
    en: ({ sum, wanted }) => `the weights add up to ${sum}; they must add up to ${wanted}`,
  }),
  versions_max: rule({
    field: 'criteria',
    example: { versionsMax: 50 },
    ko: ({ versionsMax }) =>
      `이 심사 기준표에는 이미 한도인 ${versionsMax}개의 버전이 있습니다. 새 심사 기준표를 만드십시오`,
    en: ({ versionsMax }) =>
      `the rubric has ${versionsMax} versions already and can have no more; create another rubric`,
  }),
});

export const { fault, known, refuse } = refusing(RUBRIC);
