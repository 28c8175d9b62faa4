/** What is heard of ventures. News of a hidden venture carries its id alone: its centre is kept, it is no longer shared. */
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
import { type Handler, on } from '@naru/kit/subscribe';
import type { VentureStore } from './store.ts';

type News = { ventureId: string; centreId?: string; profile?: object | undefined };

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
    on(codec, ({ ventureId, centreId = '', profile }: News, { version }) =>
      ventures.put(ventureId, version, { centreId, discoverable: profile !== undefined }),
    ),
  );
