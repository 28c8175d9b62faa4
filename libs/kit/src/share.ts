/** What each subject may hold open at the same time, so that one cannot take the places of all. */
import type { ContractMethod } from '@naru/contracts';
import { isByLink } from './access.ts';
import { kit } from './kit-texts.ts';

export interface Shares {
  /** @returns a function that gives the place back. @throws Rejection `exhausted` if the subject has as many as it may */
  take(subject: string): () => void;
}

export function streamShares(openMax: number): Shares {
  const held = new Map<string, number>();
  const change = (subject: string, by: number) => {
    const left = (held.get(subject) ?? 0) + by;
    if (left > 0) held.set(subject, left);
    else held.delete(subject);
  };
  return {
    take: (subject) => {
      if ((held.get(subject) ?? 0) >= openMax) throw kit.refuse('stream.limit', { openMax });
      change(subject, 1);
      let given = false;
      return () => {
        if (!given) change(subject, -1);
        given = true;
      };
    },
  };
}

/** A stream of messages stays open as long as its reader likes. A file ends, and whoever has a link is nobody. */
export const isCounted = ({
  serverStreaming,
  output,
  access,
}: Pick<ContractMethod, 'serverStreaming' | 'output' | 'access'>): boolean =>
  serverStreaming && output.typeName !== 'google.api.HttpBody' && !isByLink(access);
