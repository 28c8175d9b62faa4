/** Sentences that an explanation is made of. */
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Application_State } from '@naru/contracts/program/v1/application';
import { SECTORS, TAXONOMY } from '@naru/contracts/taxonomy';
import type { Constraint } from '../choice/constraint.ts';
import type { Entry, Selection } from './selection.ts';

export const say = (ko: string, en: string): LocalizedText => ({ ko, en });

export const STATES: Readonly<Partial<Record<Application_State, LocalizedText>>> = {
  DRAFT: say('신청서를 아직 제출하지 않았습니다.', 'The application has not been submitted.'),
  WITHDRAWN: say('신청이 철회되었습니다.', 'The application was withdrawn.'),
  INELIGIBLE: say(
    '신청 자격에 맞지 않아 심사하지 않았습니다.',
    'The application does not meet the rules of its round, and was not judged.',
  ),
};

export function constraintText({ centreIds, sectors, min, max }: Constraint): LocalizedText {
  const named = SECTORS.filter((sector) => sectors.includes(sector)).map((sector) => TAXONOMY[sector]);
  const [ko, en] = [named.map((sector) => sector.ko).join(', '), named.map((sector) => sector.en).join(', ')];
  const of = centreIds.join(', ');
  const [whoKo, whoEn] =
    centreIds.length > 0 ? [`${of} 센터의 팀`, `teams of ${of}`] : [`${ko} 분야의 팀`, `teams in ${en}`];
  const least = min > 0 ? [`${min}팀 이상`, `at least ${min}`] : null;
  const most = max === undefined ? null : [`${max}팀 이하`, `at most ${max}`];
  const [boundsKo, boundsEn] = [0, 1].map((language) =>
    [least, most].flatMap((bound) => bound?.[language] ?? []).join(language === 0 ? ' ' : ' and '),
  );
  return say(`제약: ${whoKo}은 ${boundsKo} 선정합니다.`, `The rule for ${whoEn}: ${boundsEn}.`);
}

export function reasonSentence(
  { reason, standing, ventureExposure, centreExposure }: Entry,
  { exposure }: Selection,
): LocalizedText {
  const near = points(exposure?.nearTiePoints ?? 0);
  switch (reason) {
    case 'RANK':
      return say('점수 순위에 따라 선정되었습니다.', 'It was selected by its rank.');
    case 'CONSTRAINT':
      return say(
        '더 높은 점수의 팀이 아래의 제약 때문에 제외되어 선정되었습니다.',
        'It was selected because the rules below did not allow better scores.',
      );
    case 'EXPOSURE':
      return say(
        `점수 차이가 ${near}점 이내인 팀들 가운데 그동안 선정된 횟수가 적어 선정되었습니다(기업 ${ventureExposure}회, 센터 ${centreExposure}회).`,
        `Within a near tie of ${near} points it was selected because it had been selected less often (the venture ${ventureExposure} times, its centre ${centreExposure} times).`,
      );
    case 'PROMOTED':
      return say(
        '다른 팀이 자리를 내놓아 대기 순서에 따라 선정되었습니다.',
        'It moved up from the waitlist in its order when a place came free.',
      );
    case 'COUNCIL':
      return COUNCIL[standing] ?? say('협의회가 따로 결정하였습니다.', 'The council decided otherwise than proposed.');
    case 'PASSED_OVER':
      return say(
        '차례가 되었으나, 선정하면 아래의 제약을 지킬 수 없어 제외되었습니다.',
        'Its turn came, but with it the rules below could not have been kept.',
      );
    case 'LESS_EXPOSED_FIRST':
      return say(
        `점수 차이가 ${near}점 이내인 팀들 가운데 그동안 선정된 횟수가 적은 팀이 먼저 선정되었습니다(이 기업 ${ventureExposure}회, 센터 ${centreExposure}회).`,
        `Within a near tie of ${near} points, teams that had been selected less often went first (this venture ${ventureExposure} times, its centre ${centreExposure} times).`,
      );
    case 'EQUAL_SCORE':
      return say(
        '점수가 같은 팀들 가운데 신청을 먼저 시작한 팀이 먼저 선정되었습니다.',
        'Of equal scores those were selected first that had begun their application earlier.',
      );
    case 'COUNCIL_FIRST':
      return say(
        '자리가 찼으며, 그 가운데에는 협의회가 점수 순서와 달리 정한 자리가 있습니다.',
        'The places are taken, and the council gave some of them otherwise than by score.',
      );
    case 'NOT_JUDGED':
      return say('심사 점수가 없어 선정 대상이 되지 못했습니다.', 'Nobody has judged it, so it could not be selected.');
    case 'WITHDRAWN':
      return say('신청이 철회되었습니다.', 'The application was withdrawn.');
    default:
      return say('더 높은 점수의 팀들로 자리가 찼습니다.', 'The places went to better scores.');
  }
}

const COUNCIL: Readonly<Record<string, LocalizedText>> = {
  SELECTED: say(
    '제안과 달리 협의회가 선정하였습니다.',
    'The council selected it, otherwise than the ranking proposed.',
  ),
  WAITLISTED: say(
    '제안과 달리 협의회가 대기로 결정하였습니다.',
    'The council put it on the waitlist, otherwise than the ranking proposed.',
  ),
  REJECTED: say(
    '제안과 달리 협의회가 선정하지 않았습니다.',
    'The council did not select it, otherwise than the ranking proposed.',
  ),
};

/** Two decimals at the most, but never 0 for what is something. */
export const points = (value: number): string => String(Number(value.toFixed(2)) || Number(value.toPrecision(1)));
