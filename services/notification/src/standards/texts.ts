/** The faults of addresses for events, in both languages. */
import { invalid, refusing, texts } from '@naru/words/texts';

export const ADDRESS = texts('address', {
  url: invalid({
    ko: 'URL이어야 합니다. 예: https://example.org/hooks/naru',
    en: 'must be a URL, such as https://example.org/hooks/naru',
  }),
  https: invalid({ ko: 'https://로 시작해야 합니다', en: 'must begin with https://' }),
  credentials: invalid({
    ko: '주소에 사용자 이름이나 비밀번호를 넣을 수 없습니다. 빼십시오',
    en: 'must not have a user name or password in it; take them out',
  }),
  private: invalid({
    ko: '인터넷에서 누구나 접속할 수 있는 공인 주소여야 합니다',
    en: 'must be an address that can be reached on the public internet',
  }),
});

export const { invalid: refused } = refusing(ADDRESS);
