/** Texts for the patterns of the contract. A pattern without a text fails a test. */
import type { Said } from './text.ts';

const SMALL = '영문 소문자로 시작하고 영문 소문자, 숫자';

export const PATTERNS: Readonly<Record<string, Said>> = {
  '^KR-[0-9]{2}$': {
    ko: '센터의 ISO 3166-2 코드여야 합니다. 예: KR-27',
    en: 'the ISO 3166-2 code of a centre, such as KR-27',
  },
  '^(KR-[0-9]{2})?$': {
    ko: '센터의 ISO 3166-2 코드이거나 비어 있어야 합니다. 예: KR-27',
    en: 'the ISO 3166-2 code of a centre, such as KR-27, or left out',
  },
  '^[A-Z]{2}$': {
    ko: '영문 대문자 두 자로 된 ISO 3166-1 국가 코드여야 합니다. 예: SG',
    en: 'the ISO 3166-1 code of a country in two capital letters, such as SG',
  },
  '^([A-Z]{2})?$': {
    ko: '영문 대문자 두 자로 된 ISO 3166-1 국가 코드이거나 비어 있어야 합니다. 예: SG',
    en: 'the ISO 3166-1 code of a country in two capital letters, such as SG, or left out',
  },
  '^[A-Za-z0-9_:.-]*$': {
    ko: '영문자, 숫자와 _ : . - 만 쓸 수 있습니다. 예: kt-portal',
    en: 'letters of the Latin alphabet, digits and _ : . - only, such as kt-portal',
  },
  '^naru\\.[a-z0-9_.]+(\\*)?$': {
    ko: '이벤트 유형이거나 *로 끝나는 앞부분이어야 합니다. 예: naru.matching.*',
    en: 'a type of event, or the beginning of one with a * at its end, such as naru.matching.*',
  },
  '^([0-9]{20})?$': {
    ko: '피드가 준 20자리 위치이거나 비어 있어야 합니다. 예: 00000000000000004711',
    en: 'the 20 digits of a position that the feed has given, such as 00000000000000004711, or left out',
  },
  '^[0-9]{8}$': {
    ko: '메일로 받은 여덟 자리 숫자여야 합니다. 예: 04711815',
    en: 'the eight digits that came by mail, such as 04711815',
  },
  "^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+([.][A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?[.])+[A-Za-z]{2,63}$":
    {
      ko: '전자 우편 주소 하나여야 합니다. 예: minji@example.org',
      en: 'one address of electronic mail, such as minji@example.org',
    },
  '^[0-9a-f]{64}$': {
    ko: '해시값은 16진수 64자(숫자와 영문 소문자 a~f)여야 합니다. 장부 기록에 표시된 그대로 보내십시오',
    en: 'a hash of 64 hexadecimal digits (0 to 9 and a to f), exactly as the journal shows it',
  },
  '^[A-Z][A-Z0-9_]{1,39}$': {
    ko: '영문 대문자로 시작하고 영문 대문자, 숫자와 _ 로 된 2~40자여야 합니다. 예: KC_MARK',
    en: 'from 2 to 40 capital letters, digits and _, beginning with a letter, such as KC_MARK',
  },
  '^[a-z0-9][a-z0-9-]{0,39}$': {
    ko: '영문 소문자, 숫자와 - 로 된 40자 이내의 이름이어야 합니다. 예: capital-area',
    en: 'a name of at most 40 small letters, digits and -, such as capital-area',
  },
  '^([0-9]{4}(-(0[1-9]|1[0-2]))?)?$': {
    ko: '해나 달이거나 비어 있어야 합니다. 예: 2015 또는 2015-05',
    en: 'a year or a month, such as 2015 or 2015-05, or left out',
  },
  '^[a-z][a-z0-9_-]{0,39}$': {
    ko: `${SMALL}와 _ - 로 된 40자 이내의 이름이어야 합니다. 예: market_fit`,
    en: 'a name of at most 40 small letters, digits, _ and -, beginning with a letter, such as market_fit',
  },
  '^[A-Za-z0-9_.-]{1,40}$': {
    ko: '영문자, 숫자와 _ . - 로 된 1~40자여야 합니다. 예: slot-1',
    en: 'from 1 to 40 letters of the Latin alphabet, digits, _ . and -, such as slot-1',
  },
  '^[a-z][a-z0-9_]{0,39}$': {
    ko: `${SMALL}와 _ 로 된 40자 이내의 이름이어야 합니다. 예: team_size`,
    en: 'a name of at most 40 small letters, digits and _, beginning with a letter, such as team_size',
  },
  '^[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}$': {
    ko: '미디어 유형이어야 합니다. 예: application/pdf',
    en: 'a media type, such as application/pdf',
  },
  '^[A-Z]{2}-[A-Z0-9]{1,3}$': {
    ko: 'ISO 3166-2 지역 코드여야 합니다. 예: KR-27',
    en: 'the ISO 3166-2 code of a region, such as KR-27',
  },
  '^[A-U]$': {
    ko: '한국표준산업분류의 대분류 글자여야 합니다. 예: J',
    en: 'the letter of a section of the Korean industry classification (KSIC), such as J',
  },
  '^[0-9]{2}$': {
    ko: '한국표준산업분류의 중분류 두 자리여야 합니다. 예: 58',
    en: 'the two digits of a division of the Korean industry classification (KSIC), such as 58',
  },
};
