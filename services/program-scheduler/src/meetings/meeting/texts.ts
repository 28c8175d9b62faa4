/** What the schedules of parties refuse, in both languages. */
import { josa } from '@naru/korean/particle';
import { absent, refusing, texts } from '@naru/words/texts';

export const SCHEDULE = texts('schedule', {
  not_found: absent({
    field: 'partyId',
    example: { partyId: 'ven_01' },
    ko: ({ partyId }) =>
      `이 행사에 ${josa(partyId, '이/가')} 참석할 미팅이 없습니다. 참가자라면 미팅 시간표가 아직 공개되지 않은 것입니다`,
    en: ({ partyId }) =>
      `${partyId} has no schedule at this event; if it takes part, the timetable is not published yet`,
  }),
});

export const { refuse } = refusing(SCHEDULE);
