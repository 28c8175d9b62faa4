/** What mentors refuse, in both languages. */
import { exists, refusing, texts } from '@naru/words/texts';

export const MENTOR = texts('mentor', {
  exists: exists({
    field: 'subject',
    ko: '이미 이 센터의 멘토로 등록된 사람입니다',
    en: 'this person is a mentor of the centre already',
  }),
  external_id_taken: exists({
    field: 'source.externalId',
    ko: '다른 멘토가 이미 쓰고 있는 값입니다',
    en: 'another mentor has this id already',
  }),
});

export const { known, refuse } = refusing(MENTOR);
