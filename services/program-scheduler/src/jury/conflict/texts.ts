/** Texts that say why a judge or a voter may not judge an application, in both languages. */
import { type Said, text } from '@naru/words/text';
import { texts } from '@naru/words/texts';
import type { Conflict } from './conflict.ts';

export const CONFLICT = texts('conflict', {
  OWNERSHIP: text({ ko: '지분 보유', en: 'ownership' }),
  EMPLOYMENT: text({ ko: '재직', en: 'employment' }),
  MENTORING: text({ ko: '멘토링', en: 'mentoring' }),
  SAME_CENTRE: text({ ko: '같은 센터 소속', en: 'same centre' }),
  DEAL: text({ ko: '투자 관계', en: 'deal' }),
  DECLARED: text({ ko: '본인이 신고한 이해충돌', en: 'declared conflict' }),
});

export interface Listed {
  sources: readonly string[];
  objectIds: readonly string[];
}

const isSource = (source: string): source is keyof typeof CONFLICT.of => source in CONFLICT.of;

/** Conflicts as parameters of a refusal: the source of each, and the id of its object. */
export const asParams = (conflicts: readonly Conflict[]): Listed => ({
  sources: conflicts.map(({ source }) => source),
  objectIds: conflicts.map(({ objectId }) => objectId),
});

/** 지분 보유(ven_01), 같은 센터 소속(KR-27). */
export function listed({ sources, objectIds }: Listed): Said {
  const list = (language: 'ko' | 'en') =>
    sources.map((source, i) => {
      const label = isSource(source) ? CONFLICT.of[source][language]({}) : source;
      return language === 'ko' ? `${label}(${objectIds[i]})` : `${label} (${objectIds[i]})`;
    });
  return { ko: list('ko').join(', '), en: list('en').join(', ') };
}
