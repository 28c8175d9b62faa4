/** What the network says of a venture, and the copies that keep it. */
import * as registry from '@naru/contracts/registry/v1/events';
import type { Venture_State, VentureProfile } from '@naru/contracts/registry/v1/venture';
import { newsOf } from './catalogue.ts';
import { type Copies, copies, type Kept } from './copies.ts';

/** Any event of a venture. News of a hidden one carries its id alone, also what was said before and comes again. */
export interface VentureNews {
  ventureId: string;
  centreId?: string;
  state?: Venture_State;
  /** Only while the venture is shared with the network. */
  profile?: VentureProfile | undefined;
}

/** What is kept of every venture, from whichever news named it. */
export interface VentureFacts {
  /** It never changes. Missing only while news of the venture has overtaken all that names its centre. */
  centreId: string;
  /** Set once it has been shared: outsiders may then be told that it no longer is. */
  everShared: true;
}

export type VentureCopies<Now extends object> = Copies<Now, VentureFacts, VentureNews>;
export type VentureCopyOf<Now extends object> = Now & Partial<VentureFacts>;

const NEWS = newsOf<VentureNews>({ of: ['naru.registry.venture'], by: 'ventureId', from: [registry] });

/** Stripped of all else, these still say that the venture was, or had been, published. A consent alone shares nothing. */
const SHARED_TYPES = /\.(published|suspended|resumed)\./;
const SHARED_STATES: ReadonlySet<string> = new Set(['PUBLISHED', 'SUSPENDED']);

/** `seen` says what the service keeps of the newest news; a hidden venture has no profile, so nothing of it stays. */
export const copiesOfVentures = <Now extends object>(
  kept: Kept,
  seen: (news: VentureNews) => { [Field in keyof Now]-?: Now[Field] | undefined },
): VentureCopies<Now> =>
  copies(kept, NEWS, (news, { type }) => ({
    id: news.ventureId,
    now: seen(news),
    ever: { ...(news.centreId && { centreId: news.centreId }), ...(wasShared(news, type) && { everShared: true }) },
  }));

const wasShared = ({ state, profile }: VentureNews, type: string): boolean =>
  profile !== undefined || SHARED_TYPES.test(type) || SHARED_STATES.has(state ?? '');
