/** What is heard of ventures. News of a hidden venture carries its id alone: its centre is kept, its profile dropped. */
import {
  VentureClosed,
  VentureConsented,
  VentureConsentWithdrawn,
  VenturePublished,
  VentureRegistered,
  VentureResumed,
  VentureSnapshot,
  VentureSuspended,
  VentureUpdated,
  VentureVerified,
} from '@naru/contracts/registry/v1/events';
import type { Venture_State, VentureProfile } from '@naru/contracts/registry/v1/venture';
import { type Handler, on } from '@naru/kit/subscribe';
import type { VentureStore } from './store.ts';
import { seen } from './venture.ts';

type News = { ventureId: string; centreId?: string; state?: Venture_State; profile?: VentureProfile | undefined };

const CODECS = [
  VentureRegistered,
  VentureUpdated,
  VentureVerified,
  VentureConsented,
  VenturePublished,
  VentureConsentWithdrawn,
  VentureSuspended,
  VentureResumed,
  VentureClosed,
  VentureSnapshot,
];

export const ventureHandlers = (ventures: VentureStore): Handler[] =>
  CODECS.map((codec) =>
    on(codec, ({ ventureId, centreId = '', ...news }: News, { version }) =>
      ventures.put(ventureId, version, { centreId, ...seen(news) }),
    ),
  );
