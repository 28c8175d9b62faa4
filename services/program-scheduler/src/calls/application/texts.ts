/** Texts of refusals, of faults in answers, and of reasons why a venture may not apply, in both languages. */
import { oneOf, type Rest, type Said, sayKept, text } from '@naru/words/text';
import { exists, invalid, refusing, rule, texts } from '@naru/words/texts';
import { centreNames, sectorNames, stageNames } from '../../standards/kinds.ts';

export const APPLICATION = texts('application', {
  exists: exists({
    ko: '이 벤처기업은 이 모집 차수의 신청서가 이미 있습니다. 그 신청서를 고치십시오. 이미 제출했다면 먼저 초안으로 되돌리십시오',
    en: 'the venture has an application to this round already; change that one, and reopen it first if it was submitted',
  }),
  venture_hidden: rule({
    ko: '공개가 중지되었거나 종료되었거나 공유 동의를 철회한 벤처기업은 신청할 수 없습니다',
    en: 'the venture is suspended or closed, or has withdrawn its consent, so it cannot apply',
  }),
  venture_unshared: rule({
    ko: '아직 네트워크에 공개되지 않은 기업입니다. 공유 동의를 기록하고 공개한 뒤에 신청하십시오',
    en: 'the venture is not shared with the network yet; record its consent and publish it, then apply',
  }),
  decided: rule({
    ko: '협의회가 이미 결정하여 신청서를 바꿀 수 없습니다',
    en: 'the council has decided on this application; it can no longer change',
  }),
  rejected: rule({
    ko: '선정되지 않은 신청서이므로 철회할 것이 없습니다',
    en: 'the application was not selected; there is nothing left to withdraw',
  }),
  not_draft: rule({
    example: { withdrawn: false as boolean },
    ko: ({ withdrawn }) => `이미 ${withdrawn ? '철회한' : '제출한'} 신청서입니다. 바꾸려면 먼저 초안으로 되돌리십시오`,
    en: ({ withdrawn }) => `the application has been ${withdrawn ? 'withdrawn' : 'submitted'}; reopen it to change it`,
  }),
  answers_missing: rule({
    example: { ids: ['plan', 'deck'] },
    ko: ({ ids }) => `제출하기 전에 다음 질문에 답해야 합니다: ${ids.join(', ')}`,
    en: ({ ids }) => `these questions must be answered before the application is submitted: ${ids.join(', ')}`,
  }),
  file_too_large: invalid({
    field: 'file',
    example: { bytesMax: 10_485_760 },
    ko: ({ bytesMax }) => `${megabytes(bytesMax)}까지 올릴 수 있습니다. 더 작은 파일을 올리십시오`,
    en: ({ bytesMax }) => `must have at most ${megabytes(bytesMax)}; upload a smaller file`,
  }),
  file_empty: invalid({
    field: 'file',
    ko: '빈 파일입니다. 내용이 있는 파일을 올리십시오',
    en: 'must not be empty',
  }),
});

/** `10 MiB`, or the number of bytes where it is not a whole number of MiB. */
const megabytes = (bytes: number) => (bytes % 1_048_576 === 0 ? `${bytes / 1_048_576} MiB` : `${bytes} bytes`);

export const ANSWER = texts('answer', {
  question: invalid({
    example: { ids: ['plan', 'staff'] },
    ko: ({ ids }) => (ids.length > 0 ? oneOf(ids).ko : '이 모집에는 그런 질문이 없습니다. 비워 두십시오'),
    en: ({ ids }) => (ids.length > 0 ? oneOf(ids).en : 'must be left out: the round asks no such question'),
  }),
  by_file: invalid({
    ko: '파일로 답하는 질문입니다. 파일을 올리십시오',
    en: 'this question is answered by a file; upload it',
  }),
  not_by_file: invalid({
    ko: '파일로 답하는 질문이 아닙니다. answers에 답을 적으십시오',
    en: 'this question is not answered by a file; write the answer in answers',
  }),
  twice: invalid({ ko: '한 질문에는 한 번만 답할 수 있습니다', en: 'each question can be answered only once' }),
  text: invalid({
    example: { lengthMax: 2000, length: 2001 },
    ko: ({ lengthMax, length }) => `${lengthMax}자까지 적을 수 있습니다. 지금 ${length}자입니다`,
    en: ({ lengthMax, length }) => `must have at most ${lengthMax} characters; it has ${length}`,
  }),
  number: invalid({
    example: { min: 1 as number | undefined, max: 300 as number | undefined },
    ko: ({ min, max }) =>
      min === undefined || max === undefined
        ? '정수를 숫자로 적어야 합니다. 예: 12'
        : `${min}부터 ${max}까지의 정수를 숫자로 적어야 합니다`,
    en: ({ min, max }) =>
      min === undefined || max === undefined
        ? 'must be a whole number in digits, such as 12'
        : `must be a whole number in digits, from ${min} to ${max}`,
  }),
  choice: invalid({
    example: { choices: ['US', 'CN'] },
    ko: ({ choices }) => oneOf(choices).ko,
    en: ({ choices }) => oneOf(choices).en,
  }),
  yes_no: invalid({ ko: 'true 또는 false여야 합니다', en: 'must be true or false' }),
  media_type: invalid({
    example: { mediaTypes: ['application/pdf'], given: 'image/png' },
    ko: ({ mediaTypes, given }) =>
      `다음 형식의 파일이어야 합니다: ${mediaTypes.join(', ')}. 보낸 형식: ${given || '없음'}`,
    en: ({ mediaTypes, given }) =>
      `must be a file of the type ${mediaTypes.join(' or ')}; its content type was ${given || 'missing'}`,
  }),
});

/** Rules of a round that an application does not meet. */
export const INELIGIBLE = texts('ineligible', {
  SECTOR: text({
    example: { admitted: ['IOT', 'GAME'], own: ['BEAUTY'] },
    ko: ({ admitted, own }) =>
      `이 단계는 다음 분야의 기업을 받습니다: ${sectorNames(admitted).ko}. ${own.length > 0 ? `이 기업의 분야: ${sectorNames(own).ko}.` : '이 기업은 분야를 적지 않았습니다.'}`,
    en: ({ admitted, own }) =>
      `This phase admits ventures in these sectors: ${sectorNames(admitted).en}. ${own.length > 0 ? `The sectors of this venture: ${sectorNames(own).en}.` : 'This venture has named no sector.'}`,
  }),
  PUT_FORWARD: text({
    ko: '이 단계에서는 지원기관의 추천이 있어야 합니다. 추천 기관을 putForwardBy에 적으십시오.',
    en: 'In this phase a support organisation puts each team forward. Name it in putForwardBy.',
  }),
  STAGE: text({
    example: { admitted: ['SEED', 'PRE_A'], own: ['GROWTH'] },
    ko: ({ admitted, own }) =>
      `이 모집은 다음 성장 단계의 기업을 대상으로 합니다: ${stageNames(admitted).ko}. ${own.length > 0 ? `이 기업의 단계: ${stageNames(own).ko}.` : '이 기업은 성장 단계를 적지 않았습니다.'}`,
    en: ({ admitted, own }) =>
      `The round is for ventures at these stages: ${stageNames(admitted).en}. ${own.length > 0 ? `The stage of this venture: ${stageNames(own).en}.` : 'This venture has named no stage.'}`,
  }),
  CENTRE: text({
    example: { admitted: ['KR-41'], own: 'KR-27' },
    ko: ({ admitted, own }) =>
      `이 모집은 다음 센터의 기업을 대상으로 합니다: ${centreNames(admitted).ko}. 이 기업의 센터: ${centreNames([own]).ko}.`,
    en: ({ admitted, own }) =>
      `The round is for ventures of these centres: ${centreNames(admitted).en}. The centre of this venture: ${centreNames([own]).en}.`,
  }),
  FOUNDED: text({
    example: { yearMin: 2014, year: 2013 },
    ko: ({ yearMin, year }) =>
      `이 모집은 ${yearMin}년 이후에 설립된 기업을 대상으로 합니다. 이 기업은 ${year}년에 설립되었습니다.`,
    en: ({ yearMin, year }) =>
      `The round is for ventures founded in ${yearMin} or later. This venture was founded in ${year}.`,
  }),
  NEWCOMER: text({
    ko: '이 모집은 이 프로그램에서 선정된 적이 없는 기업을 대상으로 합니다.',
    en: 'The round is for ventures that this programme has not selected before.',
  }),
});

type Reasons = typeof INELIGIBLE.of;

/** A rule that an application does not meet, as a code with the parameters of its text. */
export interface Ineligible {
  code: keyof Reasons;
  params: Readonly<Record<string, string | number | readonly string[]>>;
  /** The English sentence, where nothing else was stored: before reasons had parameters. */
  message?: string | undefined;
}

export const ineligible = <K extends keyof Reasons>(code: K, ...rest: Rest<Reasons[K]>): Ineligible => ({
  code,
  params: rest[0] ?? {},
});

export function ineligibleText({ code, params, message }: Ineligible): Said {
  if (message !== undefined) return { ko: WITHOUT_PARAMS[code], en: `${message}.` };
  return sayKept(INELIGIBLE.of[code], params);
}

/** For reasons that were stored as an English sentence. */
const WITHOUT_PARAMS: Readonly<Record<keyof Reasons, string>> = {
  SECTOR: '이 단계에서 받는 분야의 기업이 아닙니다.',
  STAGE: '이 모집이 대상으로 하는 성장 단계의 기업이 아닙니다.',
  CENTRE: '이 모집이 대상으로 하는 센터의 기업이 아닙니다.',
  FOUNDED: '이 모집이 정한 해보다 먼저 설립된 기업입니다.',
  PUT_FORWARD: INELIGIBLE.of.PUT_FORWARD.ko({}),
  NEWCOMER: INELIGIBLE.of.NEWCOMER.ko({}),
};

export const { known, refuse, unknown } = refusing(APPLICATION);
export const { fault: answerFault, invalid: refuseAnswer } = refusing(ANSWER);
