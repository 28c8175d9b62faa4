/** Texts for the differences that a replay finds, in both languages. */
import { eventOfType, labelOfValue, registry } from '@naru/contracts';
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

/** The enum of each field with enum values, by the name of the field at any depth. */
const ENUMS: Readonly<Record<string, string>> = {
  state: 'naru.program.v1.Selection.State',
  standing: 'naru.program.v1.Selection.Standing',
  reason: 'naru.program.v1.SelectionEntry.Reason',
  method: 'naru.program.v1.Ranking.Method',
  choice: 'naru.program.v1.CouncilVote.Choice',
  sectors: 'naru.common.v1.Taxonomy.Sector',
  table: 'naru.program.v1.Application.State',
};

/** The name of a field without indexes: `entries.3.sectors.0` gives `sectors`. */
const nameOf = (field: string) => field.split('.').findLast((part) => !/^\d+$/.test(part)) ?? '';

function labelOf(field: string, value: string): Said | undefined {
  const code = value.replace(/^"(.*)"$/, '$1');
  if (field === 'event') return eventOfType(code)?.summary;
  const found = registry.getEnum(ENUMS[nameOf(field)] ?? '')?.values.find(({ name }) => name === code);
  if (!found) return undefined;
  return found.number === 0 ? VALUES[''] : labelOfValue(found);
}

const stageOf = (stage: string, language: keyof Said) => STAGES[stage]?.[language] ?? stage;

/** A value with its label where it has one. A venture has its name where the reader may see it. */
const called = ({ field, value, name }: { field: string; value: string; name: Said | undefined }): Said => {
  if (name) return { ko: `${name.ko}(${value})`, en: `${name.en} (${value})` };
  return VALUES[value] ?? labelOf(field, value) ?? { ko: value, en: value };
};

interface Values {
  field: string;
  recorded: string;
  recounted: string;
  recordedName?: Said | undefined;
  recountedName?: Said | undefined;
}
const onRecord = ({ field, recorded, recordedName }: Values) => called({ field, value: recorded, name: recordedName });
const counted = ({ field, recounted, recountedName }: Values) =>
  called({ field, value: recounted, name: recountedName });

export const REPLAY = texts('replay', {
  difference: text({
    example: {
      stage: 'DECISION',
      version: 9,
      applicationId: 'app_01h455vb4pex5vsknk084sn02q',
      field: 'selection.places',
      recorded: '4',
      recounted: '5',
      recordedName: undefined as Said | undefined,
      recountedName: undefined as Said | undefined,
    },
    ko: ({ stage, version, applicationId, ...values }) =>
      `${stageOf(stage, 'ko')}${version > 0 ? `, 버전 ${version}` : ''}${applicationId ? `, 신청서 ${applicationId}` : ''}: ${values.field}의 기록은 ‘${onRecord(values).ko}’, 다시 계산한 결과는 ‘${counted(values).ko}’입니다.`,
    en: ({ stage, version, applicationId, ...values }) =>
      `${stageOf(stage, 'en')}${version > 0 ? `, version ${version}` : ''}${applicationId ? `, application ${applicationId}` : ''}: on record ${values.field} is “${onRecord(values).en}”, counted again it is “${counted(values).en}”.`,
  }),
});
