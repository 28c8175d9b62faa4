/** Texts of refusals about matches and introductions, in both languages. */
import { absent, forbidden, invalid, refusing, rule, texts } from '@naru/words/texts';

export const MATCH = texts('match', {
  declined: rule({
    ko: '이미 거절된 매칭이라 다시 진행할 수 없습니다',
    en: 'this match was declined and cannot be taken up again',
  }),
  accepted: rule({
    ko: '양쪽이 이미 만나기로 했습니다. 거절하는 대신 소개가 어떻게 끝났는지 기록하십시오',
    en: 'both sides have agreed to meet; record how the introduction ended instead of declining',
  }),
  other_side: forbidden({
    field: 'side',
    ko: '자기 쪽의 뜻만 밝힐 수 있습니다',
    en: 'you may speak only for your own side of the match',
  }),
  venture_absent: absent({
    example: { id: 'ven_01h455vb4pex5vsknk084sn02q' },
    ko: ({ id }) => `벤처기업 ${id}: 매칭에 참여하고 있지 않습니다. 공개된 벤처기업만 참여합니다`,
    en: ({ id }) => `the venture ${id} takes no part in matching; only a published venture does`,
  }),
  investor_absent: absent({
    example: { id: 'inv_01h455vb4pex5vsknk084sn02q' },
    ko: ({ id }) => `투자자 ${id}: 매칭에 참여하고 있지 않습니다. 활동 중인 투자자만 참여합니다`,
    en: ({ id }) => `the investor ${id} takes no part in matching; only an active investor does`,
  }),
  one_party: invalid({
    ko: 'ventureId와 investorId 가운데 상대를 찾는 쪽 하나만 적으십시오',
    en: 'give either ventureId or investorId: the one party that looks for the other',
  }),
});

export const INTRODUCTION = texts('introduction', {
  not_requested: rule({
    ko: '아직 소개할 수 없습니다. 먼저 양쪽이 만날 뜻을 밝혀야 합니다',
    en: 'the venture and the investor are not introduced yet; both sides must express their interest first',
  }),
  ended: rule({
    ko: '이미 끝난 소개라 만남을 추가할 수 없습니다',
    en: 'this introduction has ended; no meeting can be added',
  }),
});

export const match = refusing(MATCH);
export const introduction = refusing(INTRODUCTION);
