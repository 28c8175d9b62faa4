/** Sentences that an explanation is made of. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { ApplicationState } from '@naru/contracts/program/v1/application';
import type { Constraint } from '../choice/constraint.ts';

export const say = (ko: string, en: string): LocalizedText => ({ ko, en });

export const INELIGIBLE: Readonly<Record<string, string>> = {
  SECTOR: '이 단계에서 받는 분야에 해당하지 않습니다.',
  STAGE: '이 모집이 대상으로 하는 성장 단계가 아닙니다.',
  CENTRE: '이 모집이 대상으로 하는 센터의 기업이 아닙니다.',
  FOUNDED: '이 모집이 정한 설립 연도보다 먼저 설립되었습니다.',
  PUT_FORWARD: '이 단계에서는 지원기관의 추천이 있어야 합니다.',
  NEWCOMER: '이 사업에서 이미 선정된 적이 있습니다.',
};

export const STATES: Readonly<Partial<Record<ApplicationState, LocalizedText>>> = {
  APPLICATION_DRAFT: say('신청서를 아직 제출하지 않았습니다.', 'The application has not been submitted.'),
  APPLICATION_WITHDRAWN: say('신청이 철회되었습니다.', 'The application was withdrawn.'),
  APPLICATION_INELIGIBLE: say(
    '신청 자격에 맞지 않아 심사하지 않았습니다.',
    'The application does not meet the rules of its round, and was not judged.',
  ),
};

export function constraintText({ centreIds, sectors, min, max }: Constraint): LocalizedText {
  const of = centreIds.length > 0 ? centreIds.join(', ') : sectors.join(', ');
  const [whoKo, whoEn] =
    centreIds.length > 0 ? [`${of} 센터의 팀`, `teams of ${of}`] : [`${of} 분야의 팀`, `teams in ${of}`];
  const least = min > 0 ? [`${min}팀 이상`, `at least ${min}`] : null;
  const most = max === undefined ? null : [`${max}팀 이하`, `at most ${max}`];
  const [ko, en] = [0, 1].map((language) =>
    [least, most].flatMap((bound) => bound?.[language] ?? []).join(language === 0 ? ' ' : ' and '),
  );
  return say(`제약: ${whoKo}은 ${ko} 선정합니다.`, `The rule for ${whoEn}: ${en}.`);
}
