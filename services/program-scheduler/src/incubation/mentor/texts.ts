/** Texts of refusals about mentors, in both languages. */
import { externalIdTaken } from '@naru/words/external-id';
import { exists, refusing, texts } from '@naru/words/texts';

export const MENTOR = texts('mentor', {
  exists: exists({
    field: 'subject',
    ko: '이미 이 센터의 멘토로 등록된 사람입니다. 등록된 멘토의 정보를 고치십시오. 활동을 마친 멘토라면 복귀시키십시오',
    en: 'this person is registered as a mentor of the centre already; update that mentor, or reinstate the mentor if retired',
  }),
  external_id_taken: externalIdTaken('mentor'),
});

export const { known, refuse } = refusing(MENTOR);
