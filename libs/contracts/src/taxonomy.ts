/**
 * The network's shared taxonomy: each sector with its words in Korean and English, and its related sectors. It makes a
 * Korean text comparable with an English mandate. The words are in lower case. A text is about a sector if it contains
 * one of its words.
 */
import type { Taxonomy_Sector } from './gen/naru/common/v1/common.ts';

export interface Concept {
  ko: string;
  en: string;
  words: { ko: readonly string[]; en: readonly string[] };
  /** Sectors that often fit the same need. */
  near: readonly KnownSector[];
}

export type KnownSector = Exclude<Taxonomy_Sector, 'SECTOR_UNSPECIFIED' | 'UNRECOGNIZED'>;

const concept = (ko: string, en: string, koWords: string, enWords: string, ...near: KnownSector[]): Concept => ({
  ko,
  en,
  words: { ko: [ko.toLowerCase(), ...koWords.split('|')], en: [en.toLowerCase(), ...enWords.split('|')] },
  near,
});

export const TAXONOMY: Readonly<Record<KnownSector, Concept>> = {
  IOT: concept(
    '사물인터넷',
    'Internet of Things',
    '센서|스마트홈|원격검침|커넥티드',
    'iot|sensor|connected device|smart home|telemetry',
    'SMARTFACTORY',
    'SMART_CITY',
    'HEALTHCARE',
  ),
  GAME: concept('게임', 'game', '모바일게임|게이밍', 'games|gaming|esports', 'CONTENT'),
  FINTECH: concept(
    '핀테크',
    'fintech',
    '간편결제|송금|금융',
    'payment|remittance|finance|banking',
    'SECURITY',
    'BIGDATA',
  ),
  BIGDATA: concept(
    '빅데이터',
    'big data',
    '데이터 분석|데이터분석|분석 플랫폼',
    'bigdata|data analytics|data platform',
    'AI',
    'FINTECH',
  ),
  AI: concept(
    '인공지능',
    'artificial intelligence',
    '머신러닝|딥러닝|생성형',
    'ai|machine learning|deep learning',
    'BIGDATA',
    'ROBOT',
  ),
  SMARTFACTORY: concept(
    '스마트공장',
    'smart factory',
    '스마트팩토리|생산관리|공정|제조',
    'smart manufacturing|production management|process data|manufacturing|mes',
    'ROBOT',
    'IOT',
  ),
  ROBOT: concept(
    '로봇',
    'robot',
    '로보틱스|자동화 설비|협동로봇',
    'robots|robotics|cobot|automation',
    'SMARTFACTORY',
    'AI',
  ),
  MOBILITY: concept(
    '모빌리티',
    'mobility',
    '자동차|자율주행|수소차|전기차|차량',
    'automotive|car|vehicle|autonomous driving|electric vehicle|hydrogen',
    'IOT',
    'ENERGY',
  ),
  ENERGY: concept(
    '에너지',
    'energy',
    '태양광|연료전지|배터리|전력',
    'solar|fuel cell|battery|power grid',
    'CARBON',
    'SMART_CITY',
  ),
  CARBON: concept(
    '탄소소재',
    'carbon materials',
    '탄소섬유|복합소재',
    'carbon fibre|carbon fiber|composite',
    'ENERGY',
    'MOBILITY',
  ),
  AGRI: concept(
    '농생명',
    'agri-life',
    '농업|농식품|스마트팜|수산',
    'agriculture|agri|farming|food tech|smart farm|fishery',
    'BIO',
  ),
  BIO: concept(
    '바이오',
    'bio',
    '생명과학|제약|신약|진단',
    'biotech|life science|pharma|drug|diagnostics',
    'HEALTHCARE',
    'BEAUTY',
  ),
  HEALTHCARE: concept(
    '헬스케어',
    'healthcare',
    '의료기기|건강관리|원격의료|주거 헬스케어',
    'health care|medical device|telemedicine|residential healthcare',
    'BIO',
    'IOT',
  ),
  BEAUTY: concept('뷰티', 'beauty', '화장품|코스메틱|항노화', 'cosmetics|skin care|anti-ageing', 'BIO'),
  CONTENT: concept(
    '콘텐츠',
    'content',
    '애니메이션|영상|웹툰|미디어',
    'animation|media|webtoon|video',
    'GAME',
    'EDUCATION',
  ),
  LOGISTICS: concept(
    '물류',
    'logistics',
    '유통|배송|항공|공급망',
    'supply chain|delivery|retail distribution|aviation',
    'MOBILITY',
  ),
  SMART_CITY: concept(
    '스마트시티',
    'smart city',
    '유시티|도시 관리|재난',
    'u-city|urban|disaster evacuation',
    'IOT',
    'ENERGY',
  ),
  SECURITY: concept(
    '보안',
    'security',
    '영상보안|정보보호|인증',
    'cybersecurity|video security|authentication',
    'IOT',
    'FINTECH',
  ),
  EDUCATION: concept('교육', 'education', '에듀테크|이러닝', 'edtech|e-learning|training', 'CONTENT'),
  TOURISM: concept('관광', 'tourism', '여행|숙박|웰빙관광', 'travel|hospitality|wellness tourism', 'CONTENT'),
};

export const SECTORS = Object.keys(TAXONOMY) as KnownSector[];

const pattern = (words: readonly string[], whole: boolean) =>
  new RegExp(words.map((word) => (whole ? `(?<![a-z0-9])${escaped(word)}(?![a-z0-9])` : escaped(word))).join('|'), 'u');
const escaped = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const patterns = SECTORS.map((sector) => ({
  sector,
  // Korean words join with particles, so they match anywhere; English words match only as whole words.
  ko: pattern(TAXONOMY[sector].words.ko, false),
  en: pattern(TAXONOMY[sector].words.en, true),
}));

/** The sectors of a text, in either language. */
export function sectorsIn(text: string): KnownSector[] {
  const lower = text.toLowerCase();
  return patterns.filter(({ ko, en }) => ko.test(lower) || en.test(lower)).map(({ sector }) => sector);
}
