/** Names of sectors, stages and centres, by their codes. */
import { SECTORS, TAXONOMY } from '@naru/contracts/taxonomy';
import type { Said } from '@naru/words/text';
import { regionNames } from './region.ts';

const STAGES: Readonly<Record<string, Said>> = {
  SEED: { ko: '시드', en: 'seed' },
  PRE_A: { ko: '프리 A', en: 'pre-A' },
  SERIES_A: { ko: '시리즈 A', en: 'series A' },
  SERIES_B: { ko: '시리즈 B', en: 'series B' },
  GROWTH: { ko: '성장기', en: 'growth' },
};

/** `사물인터넷, 게임`, in the order of the taxonomy. */
export const sectorNames = (codes: readonly string[]): Said =>
  listed(SECTORS.filter((sector) => codes.includes(sector)).map((sector) => TAXONOMY[sector]));

export const stageNames = (codes: readonly string[]): Said =>
  listed(codes.map((code) => STAGES[code] ?? { ko: code, en: code }));

/** `대구(KR-27), 경기(KR-41)` */
export const centreNames = (ids: readonly string[]): Said =>
  listed(
    ids.map((id) => {
      const [ko, ...others] = regionNames(id);
      const en = others.find((name) => /^[A-Z]/.test(name));
      return ko && en ? { ko: `${ko}(${id})`, en: `${en} (${id})` } : { ko: id, en: id };
    }),
  );

const listed = (names: readonly Said[]): Said => ({
  ko: names.map(({ ko }) => ko).join(', '),
  en: names.map(({ en }) => en).join(', '),
});
