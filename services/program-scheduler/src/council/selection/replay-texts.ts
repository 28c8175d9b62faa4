/** Texts for the differences that a replay finds, in both languages. */
import { type Said, text } from '@naru/words/text';
import { texts } from '@naru/words/texts';

const STAGES: Readonly<Record<string, Said>> = {
  SCORE: { ko: '점수', en: 'Score' },
  PROPOSAL: { ko: '선정안', en: 'Proposal' },
  VOTE: { ko: '투표', en: 'Vote' },
  DECISION: { ko: '결정', en: 'Decision' },
  RELEASE: { ko: '자리 반납', en: 'Release of a place' },
  PROMOTION: { ko: '대기 순서 선정', en: 'Promotion from the waitlist' },
  ADDITION: { ko: '팀 추가', en: 'Addition of a team' },
  EVENTS: { ko: '이벤트 기록', en: 'Recorded events' },
  DOCUMENT: { ko: '지금의 선정', en: 'Selection as it stands' },
};

const VALUES: Readonly<Record<string, Said>> = {
  '': { ko: '없음', en: 'not there' },
  NOTHING: { ko: '없음', en: 'nothing' },
  EVENT: { ko: '이벤트가 있어야 함', en: 'an event that should be there' },
  TABLED: { ko: '선정표에 있음', en: 'in the table' },
  NOT_TABLED: { ko: '선정표에 없음', en: 'not in the table' },
  UNKNOWN: { ko: '알 수 없음', en: 'unknown' },
};

const named = (names: Readonly<Record<string, Said>>, code: string, language: keyof Said) =>
  names[code]?.[language] ?? code;

export const REPLAY = texts('replay', {
  difference: text({
    example: {
      stage: 'DECISION',
      version: 9,
      applicationId: 'app_01h455vb4pex5vsknk084sn02q',
      field: 'selection.places',
      recorded: '4',
      recounted: '5',
    },
    ko: ({ stage, version, applicationId, field, recorded, recounted }) =>
      `${named(STAGES, stage, 'ko')}${version > 0 ? `, 버전 ${version}` : ''}${applicationId ? `, 신청서 ${applicationId}` : ''}: ${field}의 기록은 ‘${named(VALUES, recorded, 'ko')}’, 다시 계산한 결과는 ‘${named(VALUES, recounted, 'ko')}’입니다.`,
    en: ({ stage, version, applicationId, field, recorded, recounted }) =>
      `${named(STAGES, stage, 'en')}${version > 0 ? `, version ${version}` : ''}${applicationId ? `, application ${applicationId}` : ''}: on record ${field} is “${named(VALUES, recorded, 'en')}”, counted again it is “${named(VALUES, recounted, 'en')}”.`,
  }),
});
