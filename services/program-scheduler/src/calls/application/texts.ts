/** Texts of refusals, of faults in answers, and of reasons why a venture may not apply, in both languages. */
import { counted, oneOf, type Rest, type Said, sayKept, text } from '@naru/words/text';
import { exists, invalid, refusing, rule, texts } from '@naru/words/texts';
import { centreNames, sectorNames, stageNames } from '../../standards/kinds.ts';

export const APPLICATION = texts('application', {
  exists: exists({
    ko: '이 벤처기업은 이 모집 차수의 신청서가 이미 있습니다. 그 신청서를 고치십시오. 이미 제출했거나 철회했다면 먼저 초안으로 되돌리십시오',
    en: 'the venture has an application to this round already; change that one, and reopen it first if it was submitted or withdrawn',
  }),
  venture_hidden: rule({
    ko: '공개가 중지되었거나, 등록이 종료되었거나, 공유 동의가 철회 또는 만료된 벤처기업은 신청할 수 없습니다. 등록이 종료되지 않았다면 공개를 재개하거나 공유 동의를 다시 기록한 뒤에 신청하십시오',
    en: 'the venture is suspended from publication, is no longer registered, or its consent to sharing was withdrawn or has expired, so it cannot apply; if it is still registered, resume its publication or record its consent again, then apply',
  }),
  venture_unshared: rule({
    ko: '아직 네트워크에 공개되지 않은 벤처기업입니다. 방금 공개했다면 잠시 뒤 다시 시도하고, 아니라면 공유 동의를 기록하고 공개한 뒤에 신청하십시오',
    en: 'the venture is not shared with the network yet; if it was published just now, try again in a moment; otherwise record its consent to sharing and publish it, then apply',
  }),
  decided: rule({
    example: { rejected: false as boolean },
    ko: ({ rejected }) => `협의회가 이미 결정하여 신청서를 바꿀 수 없습니다${rejected ? '' : '. 철회할 수는 있습니다'}`,
    en: ({ rejected }) =>
      `the council has decided on this application, so it can no longer change${rejected ? '' : '; it can only be withdrawn'}`,
  }),
  rejected: rule({
    ko: '선정되지 않은 신청서라 철회할 필요가 없습니다',
    en: 'the application was not selected, so there is no need to withdraw it',
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
    ko: ({ bytesMax }) => `${sizeOf(bytesMax).ko}까지 올릴 수 있습니다. 더 작은 파일을 올리십시오`,
    en: ({ bytesMax }) => `must have at most ${sizeOf(bytesMax).en}; upload a smaller file`,
  }),
  file_empty: invalid({
    field: 'file',
    ko: '빈 파일입니다. 내용이 있는 파일을 올리십시오',
    en: 'the file is empty; upload a file with content',
  }),
});

/** `10 MiB`, or the number of bytes where it is not a whole number of MiB. */
function sizeOf(bytes: number): Said {
  if (bytes % 1_048_576 !== 0) return { ko: `${counted(bytes)}바이트`, en: `${counted(bytes)} bytes` };
  const size = `${bytes / 1_048_576} MiB`;
  return { ko: size, en: size };
}

export const ANSWER = texts('answer', {
  question: invalid({
    example: { ids: ['plan', 'staff'], file: false as boolean },
    ko: ({ ids, file }) => {
      if (ids.length > 0) return oneOf(ids).ko;
      return file
        ? '이 모집에는 파일로 답하는 질문이 없으므로 파일을 올릴 수 없습니다'
        : '이 모집에는 answers에 답할 질문이 없습니다. 이 답을 빼십시오';
    },
    en: ({ ids, file }) => {
      if (ids.length > 0) return oneOf(ids).en;
      return file
        ? 'the round asks no question that is answered by a file, so no file can be uploaded'
        : 'the round asks no question that is answered in answers; take this answer out';
    },
  }),
  by_file: invalid({
    ko: '파일로 답하는 질문입니다. answers에서 빼고 파일을 올리십시오',
    en: 'this question is answered by a file; take it out of answers, and upload the file',
  }),
  not_by_file: invalid({
    ko: '파일로 답하는 질문이 아닙니다. answers에 답을 적으십시오',
    en: 'this question is not answered by a file; write the answer in answers',
  }),
  twice: invalid({
    ko: '같은 질문에 두 번 답했습니다. 답을 하나만 남기십시오',
    en: 'this question is answered twice; keep one of the answers',
  }),
  text: invalid({
    example: { lengthMax: 2000, length: 2001 },
    ko: ({ lengthMax, length }) => `${counted(lengthMax)}자까지 적을 수 있습니다. 지금 ${counted(length)}자입니다`,
    en: ({ lengthMax, length }) => `must have at most ${counted(lengthMax)} characters; it has ${counted(length)}`,
  }),
  number: invalid({
    example: { min: 1 as number | undefined, max: 300 as number | undefined },
    ko: ({ min, max }) => {
      if (min === undefined && max === undefined) return '16자리 이하의 정수를 숫자로 적어야 합니다. 예: 12';
      if (min === undefined) return `${counted(max ?? 0)} 이하의 정수를 숫자로 적어야 합니다`;
      if (max === undefined) return `${counted(min)} 이상의 정수를 숫자로 적어야 합니다`;
      return `${counted(min)}부터 ${counted(max)}까지의 정수를 숫자로 적어야 합니다`;
    },
    en: ({ min, max }) => {
      if (min === undefined && max === undefined) return 'must be a whole number of at most 16 digits, such as 12';
      if (min === undefined) return `must be a whole number in digits, at most ${counted(max ?? 0)}`;
      if (max === undefined) return `must be a whole number in digits, at least ${counted(min)}`;
      return `must be a whole number in digits, from ${counted(min)} to ${counted(max)}`;
    },
  }),
  choice: invalid({
    example: { choices: ['US', 'CN'] },
    ko: ({ choices }) => oneOf(choices).ko,
    en: ({ choices }) => oneOf(choices).en,
  }),
  yes_no: invalid({ ko: 'true나 false여야 합니다', en: 'must be true or false' }),
  media_type: invalid({
    example: { mediaTypes: ['application/pdf'], given: 'image/png' },
    ko: ({ mediaTypes, given }) =>
      `다음 형식의 파일이어야 합니다: ${mediaTypes.join(', ')}. 보낸 형식: ${given || '없음'}`,
    en: ({ mediaTypes, given }) =>
      `must be a file of the type ${mediaTypes.join(' or ')}; its content type was ${given || 'missing'}`,
  }),
  media_type_differs: invalid({
    example: { given: 'application/pdf', found: 'image/png' },
    ko: ({ given, found }) =>
      `보낸 형식은 ${given}인데, 파일의 내용은 ${found ? `${found}입니다` : '그 형식이 아닙니다'}. 내용과 형식이 같은 파일을 올리십시오`,
    en: ({ given, found }) =>
      `its content type was ${given}, but its content is ${found || 'not of that type'}; upload a file whose content is of its type`,
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
