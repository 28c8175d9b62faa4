/** The refusals of centres: about themselves, their hosts and the network's plan, in both languages. */
import { printDate } from '@naru/korean/date';
import { exists, invalid, refusing, rule, texts } from '@naru/words/texts';

const DAY = { year: 2015, month: 5, day: 11 };

export const CENTRE = texts('centre', {
  exists: exists({
    field: 'id',
    example: { id: 'KR-27' },
    ko: ({ id }) => `지역 ${id}에는 이미 센터가 있습니다. 지역 코드를 확인하십시오`,
    en: ({ id }) => `the region ${id} has a centre already; check the code of the region`,
  }),
  order_taken: exists({
    field: 'openingOrder',
    ko: '다른 센터의 개소 순번입니다. 다른 순번을 적으십시오',
    en: 'another centre has this place in the order of opening; give another number',
  }),
});

export const HOST = texts('host', {
  before_opening: rule({
    field: 'from',
    example: { openedOn: DAY },
    ko: ({ openedOn }) => `센터는 ${printDate(openedOn, 'ko')}에 개소했습니다. 그날이나 그 뒤의 날을 적으십시오`,
    en: ({ openedOn }) => `the centre opened on ${printDate(openedOn, 'en')}; give that day or a later one`,
  }),
  overlaps: rule({
    field: 'from',
    example: { leadFrom: DAY },
    ko: ({ leadFrom }) =>
      `지금의 전담기업은 ${printDate(leadFrom, 'ko')}부터 센터를 맡고 있습니다. 새 전담기업의 시작일로는 그날이나 그 뒤의 날을 적으십시오`,
    en: ({ leadFrom }) =>
      `the present lead host of the centre began on ${printDate(leadFrom, 'en')}; the new one must begin on that day or later`,
  }),
  lead_needed: rule({
    field: 'organisationId',
    ko: '지금의 전담기업은 후임 없이 물러날 수 없습니다. 새 전담기업을 지정하면 그 기업의 시작일에 바뀝니다',
    en: 'the lead host cannot leave without a successor; add a new lead host, and it replaces this one from its first day',
  }),
  ends_early: rule({
    field: 'to',
    example: { from: DAY },
    ko: ({ from }) => `이 기업은 ${printDate(from, 'ko')}부터 센터를 맡고 있습니다. 그날이나 그 뒤의 날을 적으십시오`,
    en: ({ from }) => `this host of the centre began on ${printDate(from, 'en')}; give that day or a later one`,
  }),
});

export const NETWORK_PLAN = texts('network', {
  not_planned: rule({
    ko: '센터를 몇 곳 둘지 아직 계획하지 않았습니다. 먼저 네트워크의 계획을 세우십시오',
    en: 'the network has no plan yet; first set how many centres it will have',
  }),
  full: rule({
    field: 'openingOrder',
    example: { planned: 17 },
    ko: ({ planned }) =>
      `네트워크에 계획된 센터는 ${planned}곳입니다. 계획한 센터 수를 늘리거나 ${planned} 이하의 순번을 적으십시오`,
    en: ({ planned }) => `the network plans ${planned} centres; plan more centres, or give a number up to ${planned}`,
  }),
});

export const ORGANISATION_NAMED = texts('organisation', {
  exists: invalid({
    ko: '등록된 기관의 ID여야 합니다. ID를 확인하거나 기관을 먼저 등록하십시오',
    en: 'must be the id of a registered organisation; check the id, or register the organisation first',
  }),
});

export const centre = refusing(CENTRE);
export const host = refusing(HOST);
export const network = refusing(NETWORK_PLAN);
export const organisation = refusing(ORGANISATION_NAMED);
