/** The names of the regions of Korea in both languages, by their ISO 3166-2 codes. */

const NAMES: Readonly<Record<string, readonly string[]>> = {
  'KR-11': ['서울', 'Seoul'],
  'KR-26': ['부산', 'Busan'],
  'KR-27': ['대구', 'Daegu'],
  'KR-28': ['인천', 'Incheon'],
  'KR-29': ['광주', 'Gwangju'],
  'KR-30': ['대전', 'Daejeon'],
  'KR-31': ['울산', 'Ulsan'],
  'KR-41': ['경기', 'Gyeonggi'],
  'KR-42': ['강원', 'Gangwon'],
  'KR-43': ['충북', '충청북도', 'Chungbuk', 'Chungcheongbuk'],
  'KR-44': ['충남', '충청남도', 'Chungnam', 'Chungcheongnam'],
  'KR-45': ['전북', '전라북도', 'Jeonbuk', 'Jeollabuk'],
  'KR-46': ['전남', '전라남도', 'Jeonnam', 'Jeollanam'],
  'KR-47': ['경북', '경상북도', 'Gyeongbuk', 'Gyeongsangbuk'],
  'KR-48': ['경남', '경상남도', 'Gyeongnam', 'Gyeongsangnam'],
  'KR-49': ['제주', 'Jeju'],
  'KR-50': ['세종', 'Sejong'],
};

/** Empty for a code that is no region of Korea. */
export const regionNames = (code: string): readonly string[] => NAMES[code] ?? [];
