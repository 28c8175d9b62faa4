/** The refusals of ventures, in both languages. */
import { externalIdTaken } from '@naru/words/external-id';
import { exists, refusing, rule, texts } from '@naru/words/texts';

export const VENTURE = texts('venture', {
  consent_ends_early: rule({
    field: 'validUntil',
    ko: '동의가 끝나는 시각은 지금보다 뒤여야 합니다. 기한이 없는 동의라면 비워 두십시오',
    en: 'must be later than now; leave it out for a consent without an end',
  }),
  not_verified: rule({
    ko: '센터가 아직 확인하지 않은 벤처기업입니다. 먼저 확인하십시오',
    en: 'the centre has not verified this venture; verify it first',
  }),
  suspended: rule({
    ko: '공개가 중지된 벤처기업입니다. 새로 공개하지 말고 공개를 재개하십시오',
    en: 'the venture is suspended; resume it instead of publishing it',
  }),
  consent_missing: rule({
    ko: '벤처기업이 정보 공유에 동의하지 않았습니다. 먼저 동의를 기록하십시오',
    en: 'the venture has not consented to be shared; record its consent first',
  }),
  not_published: rule({
    ko: '공개된 벤처기업만 공개를 중지할 수 있는데, 이 기업은 아직 공개되지 않았습니다',
    en: 'only a published venture can be suspended, and this one is not published',
  }),
  not_suspended: rule({
    ko: '공개가 중지된 벤처기업만 공개를 재개할 수 있는데, 이 기업은 공개된 적이 없습니다. 재개하는 대신 공개하십시오',
    en: 'only a suspended venture can be resumed, and this one was never published; publish it instead',
  }),
  closed: rule({
    ko: '기록이 종료된 벤처기업이라 더는 바꿀 수 없습니다',
    en: 'the record of this venture is closed and can no longer change',
  }),
  brn_taken: exists({
    field: 'brn',
    ko: '같은 사업자등록번호로 등록된 벤처기업이 이미 있습니다. 번호를 확인하십시오',
    en: 'a venture with this business registration number is registered already; check the number',
  }),
  external_id_taken: externalIdTaken('venture'),
});

export const { known, refuse } = refusing(VENTURE);
