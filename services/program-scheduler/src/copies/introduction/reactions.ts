/** What is heard of matches: who both want to meet, and which of them no longer do. */
import {
  IntroductionHeld,
  MatchAccepted,
  MatchDeclined,
  MatchExpired,
  MatchInterested,
  MatchProposed,
  MatchSnapshot,
} from '@naru/contracts/matching/v1/events';
import type { Cause } from '@naru/kit/outbox';
import { type Handler, on } from '@naru/kit/subscribe';
import { type IntroductionCopy, seen } from './introduction.ts';
import type { IntroductionStore } from './store.ts';

const CODECS = [
  MatchProposed,
  MatchInterested,
  MatchAccepted,
  MatchDeclined,
  MatchExpired,
  IntroductionHeld,
  MatchSnapshot,
];

/** The copy is put first: whoever plans a timetable after that sees it, and who did before is told by `fallen`. */
export const introductionHandlers = (
  introductions: IntroductionStore,
  fallen: (introduction: IntroductionCopy, cause: Cause) => Promise<void>,
): Handler[] =>
  CODECS.map((codec) =>
    on(codec, async ({ match }, received) => {
      if (!match) return;
      const copy = seen(match);
      const fresh = await introductions.put(match.id, received.version, copy);
      if (fresh && copy.introductionId && !copy.wanted) await fallen(copy, received);
    }),
  );
