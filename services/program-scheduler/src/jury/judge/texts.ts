/** Texts of refusals about the register of judges, in both languages. */
import { printDate } from '@naru/korean/date';
import { grouped } from '@naru/korean/number';
import type { Day } from '@naru/words/text';
import { exists, refusing, rule, texts, invalid as wrong } from '@naru/words/texts';

export const JUDGE = texts('judge', {
  exists: exists({
    field: 'subject',
    ko: '이미 심사위원으로 등록된 사용자라, 해촉되었더라도 다시 등록할 수 없습니다. 등록된 심사위원의 정보를 고치십시오',
    en: 'this user is registered as a judge already, and cannot be registered again even if that judge is retired; update that judge',
  }),
  declared_max: rule({
    field: 'objectId',
    example: { declaredMax: 1_000 },
    ko: ({ declaredMax }) =>
      `이 심사위원의 이해충돌이 이미 한도인 ${grouped(declaredMax)}건까지 신고되어 더 신고할 수 없습니다. 사무국이 이 심사위원을 해촉하면 신청서가 더 배정되지 않습니다`,
    en: ({ declaredMax }) =>
      `${grouped(declaredMax)} conflicts of interest are declared for this judge, which is the limit, so no more can be declared; the secretariat can retire the judge, who then gets no more applications`,
  }),
  retired: rule({
    field: 'judgeId',
    ko: '해촉된 심사위원입니다. 다른 심사위원을 고르십시오',
    en: 'the judge is retired; choose another one',
  }),
  employment_ends_early: wrong({
    example: { from: { year: 2015, month: 5, day: 0 } as Day },
    ko: ({ from }) => `재직을 시작한 ${printDate(from, 'ko')}보다 앞설 수 없습니다`,
    en: ({ from }) => `must not be before ${printDate(from, 'en')}, when the employment began`,
  }),
});

export const { invalid, known, refuse } = refusing(JUDGE);
