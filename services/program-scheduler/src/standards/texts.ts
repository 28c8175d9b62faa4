/** Texts of refusals about the shared formats of this service, in both languages. */
import { printDate } from '@naru/korean/date';
import { josa } from '@naru/korean/particle';
import type { Day } from '@naru/words/text';
import { invalid, refusing, texts } from '@naru/words/texts';

export const STANDARD = texts('', {
  'time_zone.iana': invalid({
    ko: '시간대의 IANA 이름이어야 합니다. 예: Asia/Shanghai',
    en: 'must be the IANA name of a time zone, such as Asia/Shanghai',
  }),
  'quota.teams_range': invalid({
    example: { teamsMax: 19 },
    ko: ({ teamsMax }) => `최대 팀 수(teamsMax)인 ${teamsMax} 이하여야 합니다`,
    en: ({ teamsMax }) => `must be at most ${teamsMax}, the largest number of teams (teamsMax)`,
  }),
});

export const FORM = texts('form', {
  id_twice: invalid({
    example: { id: 'plan' },
    ko: ({ id }) => `${id}: 다른 질문이 이미 쓰고 있는 ID입니다. 질문마다 다른 ID가 있어야 합니다`,
    en: ({ id }) => `${id} is the id of another question already; each question must have its own`,
  }),
  choices: invalid({
    example: { needed: true as boolean },
    ko: ({ needed }) =>
      needed
        ? 'CHOICE 질문에는 선택지가 하나 이상 있어야 합니다'
        : '비워 두어야 합니다. 선택지는 CHOICE 질문에만 있습니다',
    en: ({ needed }) =>
      needed
        ? 'must have at least one choice, since the kind of the question is CHOICE'
        : 'must be left out: only a question of kind CHOICE has choices',
  }),
  range: invalid({
    example: { min: 1 },
    ko: ({ min }) => `최솟값(min)인 ${min} 이상이어야 합니다`,
    en: ({ min }) => `must be at least ${min}, the smallest number that is allowed (min)`,
  }),
});

/** The phases of programmes have dates; those of templates are counted in days. */
export const PHASE = texts('phase', {
  order: invalid({
    example: { number: 2 },
    ko: ({ number }) => `${josa(String(number), '을/를')} 적어야 합니다. 단계의 번호는 1부터 시간 순서대로 매깁니다`,
    en: ({ number }) => `must be ${number}: phases are numbered from 1, in the order of time`,
  }),
  ends_early: invalid({
    example: { from: { year: 2015, month: 7, day: 1 } },
    ko: ({ from }) => `단계가 시작하는 날(${printDate(from, 'ko')})이나 그 뒤의 날이어야 합니다`,
    en: ({ from }) => `must be on or after ${printDate(from, 'en')}, the day the phase begins`,
  }),
  open_ended: invalid({
    ko: '반드시 있어야 합니다. 마지막 단계만 끝을 비워 둘 수 있습니다',
    en: 'must be given: only the last phase may have no end',
  }),
  overlap: invalid({
    example: { after: { year: 2016, month: 6, day: 30 } as Day | undefined, dayMin: undefined as number | undefined },
    ko: ({ after, dayMin }) =>
      after
        ? `앞 단계가 끝나는 날(${printDate(after, 'ko')})보다 뒤여야 합니다`
        : `${dayMin} 이상이어야 합니다. 앞 단계가 그 전날까지 이어집니다`,
    en: ({ after, dayMin }) =>
      after
        ? `must be after ${printDate(after, 'en')}, the day the previous phase ends`
        : `must be at least ${dayMin}: the previous phase lasts until the day before`,
  }),
});

export const { invalid: refuseStandard } = refusing(STANDARD);
export const { fault: formFault } = refusing(FORM);
export const { fault: phaseFault, invalid: refusePhase } = refusing(PHASE);
