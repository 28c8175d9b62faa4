/** The faults of addresses for events, in both languages. */
import { invalid, refusing, texts } from '@naru/words/texts';

export const ADDRESS = texts('address', {
  url: invalid({
    ko: 'URL이어야 합니다. 예: https://example.org/hooks/naru',
    en: 'must be a URL, such as https://example.org/hooks/naru',
  }),
  https: invalid({ ko: 'https://로 시작해야 합니다', en: 'must begin with https://' }),
  credentials: invalid({
    ko: '사용자 이름이나 비밀번호가 없어야 합니다',
    en: 'must not hold a user name or password',
  }),
  private: invalid({
    ko: '공개 인터넷에 있는 주소여야 합니다',
    en: 'must be an address on the public internet',
  }),
});

export const { invalid: refused } = refusing(ADDRESS);
