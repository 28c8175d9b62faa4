/** The names of ventures and investors, as far as the network may know them: a hidden venture has none. */

import type { LocalizedText } from '@naru/contracts/common/v1/common';
import {
  MandateChanged,
  ProfileRegistered,
  ProfileSnapshot,
  ProfileUpdated,
  ProfileVerified,
} from '@naru/contracts/investor/v1/events';
import type { Investor } from '@naru/contracts/investor/v1/investor';
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
} from '@naru/contracts/registry/v1/events';
import type { VentureProfile } from '@naru/contracts/registry/v1/venture';
import { patiently } from '@naru/kit/mongo';
import { type Projection, projection } from '@naru/kit/projection';
import { type Handler, on, type Received } from '@naru/kit/subscribe';
import type { Db } from 'mongodb';

interface Named {
  name?: LocalizedText;
  centreId?: string;
}

export interface Names {
  handlers: Handler[];
  /** The names of many at once, by id; who is not known, or hidden, is missing. */
  of(ids: readonly string[]): Promise<ReadonlyMap<string, LocalizedText>>;
  centreOf(ventureId: string): Promise<string>;
}

type VentureNews = { ventureId: string; centreId: string; profile?: VentureProfile | undefined };

export function namesIn(db: Db): Names {
  const names: Projection<Named> = projection<Named>({ db, name: 'names' });

  const shown = ({ ventureId, centreId, profile }: VentureNews, { version }: Received<unknown>) => {
    // What was said before a venture was hidden comes with its id alone.
    const named = centreId ? { centreId } : {};
    const news = profile?.name
      ? { set: { ...named, name: profile.name }, unset: [] }
      : { set: named, unset: ['name' as const] };
    return names.merge(ventureId, version, news);
  };
  const hidden = ({ ventureId }: { ventureId: string }, { version }: Received<unknown>) =>
    names.merge(ventureId, version, { set: {}, unset: ['name'] });
  const heard = async ({ investor }: { investor: Investor | undefined }, { version }: Received<unknown>) => {
    if (investor?.name) await names.merge(investor.id, version, { set: { name: investor.name }, unset: [] });
  };

  return {
    handlers: [
      on<VentureNews>(VentureRegistered, shown),
      ...[VentureUpdated, VentureConsented, VenturePublished, VentureResumed, VentureSnapshot].map((codec) =>
        on<VentureNews>(codec as typeof VenturePublished, shown),
      ),
      ...[VentureConsentWithdrawn, VentureSuspended, VentureClosed].map((codec) => on(codec, hidden)),
      ...[ProfileRegistered, ProfileUpdated, ProfileVerified, MandateChanged, ProfileSnapshot].map((codec) =>
        on(codec, heard),
      ),
    ],
    of: async (ids) => {
      const docs = await patiently(() =>
        names.collection.find({ _id: { $in: [...new Set(ids)] } } as object).toArray(),
      );
      return new Map(docs.flatMap(({ _id, name }) => (name ? [[_id as string, name] as const] : [])));
    },
    centreOf: async (ventureId) => (await names.find(ventureId))?.centreId ?? '',
  };
}
