/** The events of a venture, and the copies that they make. */
import * as registry from '@naru/contracts/registry/v1/events';
import type { Venture_State, VentureProfile } from '@naru/contracts/registry/v1/venture';
import { newsOf } from './catalogue.ts';
import { type Copies, copies, type Kept } from './copies.ts';

/** Any event of a venture. Those of a hidden venture carry its id, centre and state, also older ones that are sent again. */
export interface VentureNews {
  ventureId: string;
  centreId?: string;
  state?: Venture_State;
  /** Present only while the venture is shared with the network. */
  profile?: VentureProfile | undefined;
}

/** Kept for every venture, from any event that named it. */
export interface VentureFacts {
  /** It never changes. It is missing only if an earlier release sent all that has arrived, with the id alone. */
  centreId: string;
  /** Set once the venture was shared: then outsiders may learn that it no longer is. */
  everShared: true;
}

export type VentureCopies<Now extends object> = Copies<Now, VentureFacts, VentureNews>;
export type VentureCopyOf<Now extends object> = Now & Partial<VentureFacts>;

const NEWS = newsOf<VentureNews>({ of: ['naru.registry.venture'], by: 'ventureId', from: [registry] });

/** Even when stripped, these events say that the venture is, or was, published. A consent alone shares nothing. */
const SHARED_TYPES = /\.(published|suspended|resumed)\./;
const SHARED_STATES: ReadonlySet<string> = new Set(['PUBLISHED', 'SUSPENDED']);

/**
 * `seen` returns what the service keeps of the newest event. A hidden venture has no profile, so nothing of it remains.
 */
export const copiesOfVentures = <Now extends object>(
  kept: Kept,
  seen: (news: VentureNews, heard: { type: string }) => { [Field in keyof Now]-?: Now[Field] | undefined },
): VentureCopies<Now> =>
  copies(kept, NEWS, (news, { type }) => ({
    id: news.ventureId,
    now: seen(news, { type }),
    ever: { ...(news.centreId && { centreId: news.centreId }), ...(wasShared(news, type) && { everShared: true }) },
  }));

const wasShared = ({ state, profile }: VentureNews, type: string): boolean =>
  profile !== undefined || SHARED_TYPES.test(type) || SHARED_STATES.has(state ?? '');
