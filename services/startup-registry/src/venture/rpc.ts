/** The RPCs of ventures, with the full and the shared message of a venture. */
import type { RegistryServiceDefinition } from '@naru/contracts/registry/v1/service';
import {
  SearchVenturesRequest,
  SearchVenturesRequest_View,
  type SearchVenturesResponse,
  type VentureProfile,
} from '@naru/contracts/registry/v1/venture';
import { answering, ownershipIn } from '@naru/kit/answers';
import { checkDate } from '@naru/kit/civil-date';
import { fields } from '@naru/kit/field-texts';
import { entryId } from '@naru/kit/ids';
import { asStored, type Mirror, offering } from '@naru/kit/mirror';
import { orderIn, ordersNamed } from '@naru/kit/order';
import { pageSize, pageToken, readPageToken } from '@naru/kit/page';
import { owns } from '@naru/kit/reach';
import { together } from '@naru/kit/rejection';
import type { Call, Handlers } from '@naru/kit/serve';
import { requireText } from '@naru/kit/text';
import { patched } from '@naru/kit/update';
import { requireBrn } from '../standards/brn.ts';
import { requireKsic } from '../standards/ksic.ts';
import * as decide from './decide.ts';
import { ownershipOf, toProto } from './message.ts';
import { type Entry, isPlace, ORDERS, type Order, type ventureIndex } from './search.ts';
import type { VentureStore } from './store.ts';
import { isDiscoverable, type Venture } from './venture.ts';

type VentureRpcs = Pick<
  Handlers<typeof RegistryServiceDefinition>,
  | 'registerVenture'
  | 'updateVenture'
  | 'verifyVenture'
  | 'giveConsent'
  | 'withdrawConsent'
  | 'publishVenture'
  | 'suspendVenture'
  | 'resumeVenture'
  | 'closeVenture'
  | 'eraseVenture'
  | 'getVenture'
  | 'searchVentures'
>;

export function ventureRpcs({
  ventures,
  index,
  shared,
}: {
  ventures: VentureStore;
  index: ReturnType<typeof ventureIndex>;
  shared: Mirror<Entry>;
}): VentureRpcs {
  const { change, get } = answering(offering(ventures, shared), (found, { reach }) => toProto(found, reach));

  return {
    registerVenture: async ({ centreId, brn, profile, source }, call) => {
      const id = call.newId('ven');
      const [digits, said] = together(
        () => requireBrn('brn', brn),
        () => checked(profile),
      );
      const venture: Venture = {
        id,
        centreId,
        brn: digits,
        profile: said,
        state: 'DRAFT',
        consents: [],
        source,
        createdAt: call.now,
        erasure: undefined,
      };
      return change({ id }, call, (existing) => decide.registerVenture(existing, venture));
    },
    updateVenture: ({ venture: wanted, updateMask, ...named }, call) =>
      change(named, call, (venture) => {
        const { profile } = patched(venture && { profile: venture.profile }, wanted, updateMask);
        return decide.updateVenture(venture, checked(profile));
      }),
    verifyVenture: (request, call) => change(request, call, decide.verifyVenture),
    giveConsent: ({ id, etag, purpose, validUntil }, call) => {
      const consent = {
        id: entryId('cns', id, call),
        givenBy: call.actor,
        purpose,
        givenAt: call.now,
        validUntil,
        withdrawnAt: undefined,
      };
      return change({ id, etag }, call, (venture) => decide.giveConsent(venture, consent));
    },
    withdrawConsent: (request, call) => change(request, call, (venture) => decide.withdrawConsent(venture, call.now)),
    publishVenture: (request, call) => change(request, call, decide.publishVenture),
    suspendVenture: (request, call) => change(request, call, decide.suspendVenture),
    resumeVenture: (request, call) => change(request, call, decide.resumeVenture),
    closeVenture: (request, call) => change(request, call, decide.closeVenture),
    eraseVenture: ({ reason, ...named }, call) => {
      if (call.reach.any && reason === '') throw fields.invalid('reason', 'required');
      const request = { at: call.now, askedBy: call.actor, reason };
      return change(named, call, (venture) => decide.eraseVenture(venture, request));
    },
    getVenture: get,
    searchVentures: (request, call) => answer(request, call, { index, shared }),
  };
}

export const ventureOwnership = (ventures: VentureStore) => ownershipIn(ventures, ownershipOf);

type Asker = Pick<Call, 'caller' | 'reach'>;
type VentureIndex = ReturnType<typeof ventureIndex>;

/** Every row as it is in the database now; totals and facets as they are in the index. */
async function answer(
  request: SearchVenturesRequest,
  call: Asker,
  { index, shared }: { index: VentureIndex; shared: Mirror<Entry> },
): Promise<SearchVenturesResponse> {
  const { page, ...counted } = await asStored({
    find: () => foundBy(request, call, index),
    current: ({ page }) => shared.current(page.map(({ _id }) => _id)),
    sweep: shared.sweep,
  });
  return { ventures: page.map((entry) => toProto({ id: entry._id, ...entry }, call.reach)), ...counted };
}

const orders = ordersNamed(SearchVenturesRequest, { own: ORDERS });

function foundBy(request: SearchVenturesRequest, { caller, reach }: Asker, index: VentureIndex) {
  const own = request.view === SearchVenturesRequest_View.OWN;
  const { pageToken: token, pageSize: size, ...question } = request;
  const scope = [question, own ? caller.subject : ''];
  const { by, down } = orderIn(orders, request.orderBy);
  const { states, updatedAfter } = request;
  const visible = (venture: Venture) => (own ? owns(reach, ownershipOf(venture)) : isDiscoverable(venture));
  const after = readPageToken(token, scope, isPlace);
  const { found, begin, facets, placeOf } = index.search({
    query: request.query,
    filters: {
      region: request.regions,
      sector: request.sectors,
      ksic_section: request.ksicSections,
      stage: request.stages,
    },
    order: by as Order,
    down,
    after,
    owned: ({ state: venture }) => owns(reach, ownershipOf(venture)),
    within: ({ state: venture, changedAt }) =>
      visible(venture) &&
      (states.length === 0 || states.includes(venture.state)) &&
      (!updatedAfter || changedAt > updatedAfter),
  });
  const page = found.slice(begin, begin + pageSize(size));
  const last = begin + page.length < found.length ? page.at(-1) : undefined;
  return {
    page,
    totalSize: found.length,
    facets,
    nextPageToken: last ? pageToken(placeOf(last), scope) : '',
  };
}

/** The rules of a profile that the contract cannot express. */
function checked(profile: VentureProfile | undefined): VentureProfile {
  if (!profile) throw fields.invalid('profile', 'required');
  const { name, ksic, foundedOn, products } = profile;
  together(
    () => requireText('profile.name', name),
    () => ksic && requireKsic('profile.ksic', ksic),
    () => foundedOn && checkDate('profile.founded_on', foundedOn, { whole: false }),
    ...products.map((product, index) => () => requireText(`profile.products[${index}].name`, product.name)),
  );
  return profile;
}
