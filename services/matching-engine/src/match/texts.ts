/** Texts of refusals about matches and introductions, in both languages. */
import { dateIn, SEOUL } from '@naru/kit/civil-date';
import { printDate } from '@naru/korean/date';
import { josa } from '@naru/korean/particle';
import { absent, forbidden, invalid, refusing, rule, texts } from '@naru/words/texts';

const dayOf = (at: Date) => dateIn(SEOUL, at);

export const MATCH = texts('match', {
  declined: rule({
    ko: '이미 거절된 매칭이라 다시 진행할 수 없습니다. 다른 상대를 찾으십시오',
    en: 'this match was declined and cannot be taken up again; look for another party to match',
  }),
  accepted: rule({
    example: { ended: false as boolean },
    ko: ({ ended }) =>
      ended
        ? '양쪽이 이미 소개받았고 그 소개도 끝나, 이 매칭은 더 거절할 수 없습니다'
        : '양쪽이 이미 만나기로 했습니다. 거절하는 대신 소개가 어떻게 끝났는지 기록하십시오',
    en: ({ ended }) =>
      ended
        ? 'both sides were introduced and the introduction has ended, so the match can no longer be declined'
        : 'both sides have agreed to meet; record how the introduction ended instead of declining',
  }),
  other_side: forbidden({
    field: 'side',
    ko: '매칭에서 자신이 속한 쪽으로만 거절할 수 있습니다. 자신이 속한 쪽을 적으십시오',
    en: 'you may decline only for your own side of the match; give that side',
  }),
  venture_absent: absent({
    example: { id: 'ven_01h455vb4pex5vsknk084sn02q' },
    ko: ({ id }) =>
      `벤처기업 ${josa(id, '은/는')} 매칭에 참여하고 있지 않습니다. 네트워크에 공개된 벤처기업만 참여하니, ID를 확인하거나 공개된 뒤에 다시 시도하십시오`,
    en: ({ id }) =>
      `the venture ${id} takes no part in matching, because only a venture that is shared with the network does; check the id, or try again when the venture is shared`,
  }),
  investor_absent: absent({
    example: { id: 'inv_01h455vb4pex5vsknk084sn02q' },
    ko: ({ id }) =>
      `투자자 ${josa(id, '은/는')} 매칭에 참여하고 있지 않습니다. 활동 중인 투자자만 참여하니, ID를 확인하거나 활동을 시작한 뒤에 다시 시도하십시오`,
    en: ({ id }) =>
      `the investor ${id} takes no part in matching, because only an active investor does; check the id, or try again when the investor is active`,
  }),
  one_party: invalid({
    ko: 'ventureId와 investorId 가운데 상대를 찾는 쪽 하나만 적으십시오',
    en: 'give either ventureId or investorId: the one party that looks for the other',
  }),
});

export const INTRODUCTION = texts('introduction', {
  not_requested: rule({
    example: { isDeclined: false as boolean },
    ko: ({ isDeclined }) =>
      isDeclined
        ? '거절된 매칭이라 소개가 이루어지지 않았으므로 미팅을 추가할 수 없습니다. 다른 상대를 찾으십시오'
        : '아직 소개되지 않은 벤처기업과 투자자라 미팅을 추가할 수 없습니다. 먼저 양쪽이 만날 뜻을 밝혀야 합니다',
    en: ({ isDeclined }) =>
      isDeclined
        ? 'this match was declined, so the two were never introduced and no meeting can be added; look for another party'
        : 'the venture and the investor are not introduced yet, so no meeting can be added; both sides must express their interest first',
  }),
  held_early: rule({
    field: 'meeting.heldOn',
    example: { requestedAt: new Date('2026-11-30T06:00:00Z') },
    ko: ({ requestedAt }) => `소개된 날(${printDate(dayOf(requestedAt), 'ko')})이나 그 뒤의 날이어야 합니다`,
    en: ({ requestedAt }) => `must be the day of the introduction, ${printDate(dayOf(requestedAt), 'en')}, or later`,
  }),
  ended: rule({
    ko: '이미 끝난 소개라 미팅을 더 추가할 수 없습니다',
    en: 'this introduction has ended, so no more meetings can be added',
  }),
});

export const match = refusing(MATCH);
export const introduction = refusing(INTRODUCTION);
