/** The refusals of ventures, in both languages. */
import { externalIdTaken } from '@naru/words/external-id';
import type { Said } from '@naru/words/text';
import { exists, refusing, rule, texts } from '@naru/words/texts';

const NO_CONSENT = {
  NEVER_GIVEN: {
    ko: '벤처기업이 아직 정보 공유에 동의하지 않았습니다',
    en: 'the venture has not consented to be shared with the network',
  },
  WITHDRAWN: {
    ko: '벤처기업이 정보 공유 동의를 철회했습니다',
    en: 'the consent of the venture to be shared with the network was withdrawn',
  },
  EXPIRED: {
    ko: '벤처기업의 정보 공유 동의 기한이 지났습니다',
    en: 'the consent of the venture to be shared with the network has expired',
  },
};

/** The steps that are left until a venture can be published. */
function publishing({ verified, consented }: { verified: boolean; consented: boolean }): Said {
  const ko = [...(verified ? [] : ['확인 처리하고']), ...(consented ? [] : ['정보 공유 동의를 기록한 뒤'])];
  const en = [...(verified ? [] : ['verify it']), ...(consented ? [] : ['record its consent'])];
  return {
    ko: [...(ko.length > 0 ? ko : ['재개하는 대신']), '공개하십시오'].join(' '),
    en: en.length > 0 ? `${en.join(', ')} and publish it instead` : 'publish it instead',
  };
}

export const VENTURE = texts('venture', {
  consent_ends_early: rule({
    field: 'validUntil',
    ko: '동의가 끝나는 시각은 지금보다 뒤여야 합니다. 기한이 없는 동의라면 비워 두십시오',
    en: 'must be later than now; leave it out for a consent without an end',
  }),
  not_verified: rule({
    ko: '센터가 아직 확인하지 않은 벤처기업입니다. 먼저 벤처기업을 확인 처리하십시오',
    en: 'the centre has not verified this venture; verify it first',
  }),
  suspended: rule({
    ko: '공개가 중지된 벤처기업입니다. 새로 공개하지 말고 공개를 재개하십시오',
    en: 'the venture is suspended from publication; resume its publication instead of publishing it again',
  }),
  consent_missing: rule({
    example: { why: 'NEVER_GIVEN' as keyof typeof NO_CONSENT },
    ko: ({ why }) => `${NO_CONSENT[why].ko}. 먼저 동의를 기록하십시오`,
    en: ({ why }) => `${NO_CONSENT[why].en}; record its consent first`,
  }),
  not_published: rule({
    ko: '공개된 벤처기업만 공개를 중지할 수 있는데, 이 기업은 공개되지 않아 중지할 것이 없습니다',
    en: 'only a published venture can be suspended; this one is not published, so there is nothing to suspend',
  }),
  not_suspended: rule({
    example: { verified: true as boolean, consented: false as boolean },
    ko: (ready) =>
      `공개가 중지된 벤처기업만 공개를 재개할 수 있는데, 이 기업은 공개된 적이 없습니다. ${publishing(ready).ko}`,
    en: (ready) => `only a suspended venture can be resumed, and this one was never published; ${publishing(ready).en}`,
  }),
  closed: rule({
    ko: '등록이 종료된 벤처기업이라 더는 바꿀 수 없습니다. 다시 참여하려면 새로 등록하십시오',
    en: 'the venture is no longer registered: its record is closed and can no longer change. To take part again, register it anew',
  }),
  brn_taken: exists({
    field: 'brn',
    ko: '같은 사업자등록번호로 등록된 벤처기업이 이미 있습니다. 번호를 확인하고, 번호가 맞다면 다시 등록하지 마십시오',
    en: 'a venture with this business registration number is registered already; check the number, and if it is right, do not register the venture again',
  }),
  external_id_taken: externalIdTaken('venture'),
});

export const { known, refuse } = refusing(VENTURE);
