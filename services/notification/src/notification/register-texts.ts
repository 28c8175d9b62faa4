/** The notices of ventures, investors, funds, centres, organisations and figures. */
import { josa } from '@naru/korean/particle';
import { texts } from '@naru/words/texts';
import { first, notice } from './naming.ts';

export const REGISTER = texts('register', {
  'profile.registered': notice({
    ko: ({ investor }) =>
      `${josa(investor.ko, '이/가')} 나루에 등록되었습니다. 사무국이 신원을 확인하면 매칭에 참여합니다.`,
    en: ({ investor }) =>
      `${first(investor.en)} is registered. It takes part in matching once the secretariat has verified it.`,
  }),
  'profile.updated': notice({
    ko: ({ investor }) => `${investor.ko}의 이름, 국가 또는 LEI가 바뀌었습니다.`,
    en: ({ investor }) => `The name, country or LEI of ${investor.en} has changed.`,
  }),
  'profile.verified': notice({
    ko: ({ investor }) => `사무국이 ${investor.ko}의 신원을 확인했습니다. 이제 매칭에 참여합니다.`,
    en: ({ investor }) => `The secretariat has verified ${investor.en}. It now takes part in matching.`,
  }),
  'profile.dormant': notice({
    ko: ({ investor }) => `${josa(investor.ko, '이/가')} 매칭을 쉽니다. 쉬는 동안에는 새 매칭이 추천되지 않습니다.`,
    en: ({ investor }) => `${first(investor.en)} has left matching for a time. No new matches are proposed meanwhile.`,
  }),
  'profile.reactivated': notice({
    ko: ({ investor }) => `${josa(investor.ko, '이/가')} 다시 매칭에 참여합니다.`,
    en: ({ investor }) => `${first(investor.en)} takes part in matching again.`,
  }),
  'mandate.changed': notice({
    ko: ({ investor }) => `${investor.ko}의 투자 기준이 바뀌었습니다. 다음 추천부터 적용됩니다.`,
    en: ({ investor }) => `The mandate of ${investor.en} has changed. It applies from the next proposals on.`,
  }),
  'fund.announced': notice({
    ko: ({ fund }) => `${fund.ko} 조성이 발표되었습니다.`,
    en: ({ fund }) => `${first(fund.en)} was announced.`,
  }),
  'fund.raised': notice({
    ko: ({ fund }) => `${fund.ko} 조성이 끝났습니다.`,
    en: ({ fund }) => `${first(fund.en)} has raised its money.`,
  }),
  'fund.closed': notice({
    ko: ({ fund }) => `${josa(fund.ko, '은/는')} 더는 투자하지 않습니다.`,
    en: ({ fund }) => `${first(fund.en)} makes no more investments.`,
  }),
  'fund.updated': notice({
    ko: ({ fund }) => `${fund.ko} 정보가 바뀌었습니다.`,
    en: ({ fund }) => `The details of ${fund.en} have changed.`,
  }),
  'outcome.reported': notice({
    ko: ({ body }) => `${body.ko}의 성과 수치가 보고되었습니다.`,
    en: ({ body }) => `A figure of ${body.en} was reported.`,
  }),
  'outcome.verified': notice({
    ko: ({ body }) => `${body.ko}의 성과 수치가 확인되었습니다.`,
    en: ({ body }) => `A figure of ${body.en} was verified.`,
  }),
  'outcome.corrected': notice({
    ko: ({ body }) => `${body.ko}의 성과 수치가 정정되었습니다. 이전 값도 남아 있습니다.`,
    en: ({ body }) => `A figure of ${body.en} was corrected. The earlier value is kept.`,
  }),
  'centre.opened': notice({
    ko: ({ centre }) => `${josa(centre.ko, '이/가')} 문을 열었습니다.`,
    en: ({ centre }) => `${first(centre.en)} has opened.`,
  }),
  'host.assigned': notice({
    ko: ({ centre }) => `${centre.ko}의 전담 기업이 바뀌었습니다.`,
    en: ({ centre }) => `The hosts of ${centre.en} have changed.`,
  }),
  'network.planned': notice({
    ko: () => `네트워크가 계획한 센터 수가 바뀌었습니다.`,
    en: () => `The number of centres that the network plans has changed.`,
  }),
  'organisation.registered': notice({
    ko: ({ body }) => `${josa(body.ko, '이/가')} 나루에 등록되었습니다.`,
    en: ({ body }) => `${first(body.en)} is registered.`,
  }),
  'venture.registered': notice({
    ko: () => `벤처기업이 초안으로 등록되었습니다. 센터가 확인하고 동의를 받으면 공개할 수 있습니다.`,
    en: () =>
      `A venture was registered as a draft. It can be shared once the centre has verified it and it has consented.`,
  }),
  'venture.updated': notice({
    ko: ({ venture }) => `${venture.ko}의 정보가 바뀌었습니다.`,
    en: ({ venture }) => `The profile of ${venture.en} has changed.`,
  }),
  'venture.verified': notice({
    ko: ({ venture }) => `센터가 ${josa(venture.ko, '을/를')} 확인했습니다.`,
    en: ({ venture }) => `The centre has verified ${venture.en}.`,
  }),
  'venture.consented': notice({
    ko: ({ venture }) => `${josa(venture.ko, '이/가')} 공개에 동의했습니다.`,
    en: ({ venture }) => `${first(venture.en)} has consented to be shared.`,
  }),
  'venture.suspended': notice({
    ko: () => `벤처기업이 한동안 네트워크에 공개되지 않습니다.`,
    en: () => `A venture is not shared with the network for a time.`,
  }),
  'venture.resumed': notice({
    ko: ({ venture }) => `${josa(venture.ko, '이/가')} 다시 네트워크에 공개될 수 있습니다.`,
    en: ({ venture }) => `${first(venture.en)} can be shared with the network again.`,
  }),
  'venture.closed': notice({
    ko: () => `벤처기업의 등록이 끝났습니다.`,
    en: () => `The record of a venture was closed.`,
  }),
  'venture.erased': notice({
    ko: () => `법에 따라 한 벤처기업의 정보가 파기되었습니다. 가지고 있는 정보도 지우십시오.`,
    en: () => `A venture was erased by law. Delete what you hold of it.`,
  }),
});
