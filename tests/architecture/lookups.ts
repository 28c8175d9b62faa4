/** Every id in a request names something that is there: it is looked up, or its reason not to be stands here. */
import { type DescField, type DescMessage, ScalarType } from '@bufbuild/protobuf';
import { type ContractMethod, methods as contract, lookupsIn, updateOf } from '@naru/contracts';
import type { Finding } from './source.ts';

/** Names of fields that hold ids. */
const OF_AN_ID = /(^|_)(ids?|owner|by|holdings|acts_for|subjects?)$/;
const NO_ID = new Set(['request_id', 'order_by']);

const ELSEWHERE = 'another system gave it, and Naru keeps it as it came';
const NEW = 'the caller gives it to a new part of the thing';
const PART = 'it is a part of the thing, and a rule of the noun refuses one that the thing does not have';
const PERSON = 'the subject of a token: only the issuer knows who there is';
const TEAM = 'an application of the round: a rule of the noun refuses another one';
const SUM = 'a sum over nothing is 0, also for an origin that had no deal yet';

/** Ids that are not looked up, with the reason. */
export const NOT_LOOKED_UP: Readonly<Record<string, string>> = {
  'naru.common.v1.Source.external_id': ELSEWHERE,
  'naru.investor.v1.DealOrigin.id':
    'deals are only summed by it: the service has no copies of events and introductions, and one that nobody knows is a sum of its own',
  'naru.investor.v1.GetDealTotalsRequest.origin_id': SUM,
  'naru.ledger.v1.CompareOutcomesRequest.earlier_id': 'refused with outcome.not_found',
  'naru.ledger.v1.CompareOutcomesRequest.later_id': 'refused with outcome.not_found',
  'naru.ledger.v1.GetDealReportRequest.origin_id': SUM,
  'naru.ledger.v1.JournalHead.id': 'the check answers whether such a head was signed',
  'naru.ledger.v1.JournalHead.key_id': 'the check answers whether such a head was signed',
  'naru.notification.v1.DeleteMailAddressRequest.subject': 'refused with mail_address.not_found',
  'naru.notification.v1.MarkReadRequest.id': 'the access rule finds whose notice it is',
  'naru.notification.v1.RecoverDeliveriesRequest.after_event_id':
    'a rule of the feed refuses an event that it does not have',
  'naru.notification.v1.StreamNotificationsRequest.last_event_id': 'an unknown one is answered with a reset',
  'naru.program.v1.AddMeetingRequest.first_party_id': PART,
  'naru.program.v1.AddMeetingRequest.second_party_id': PART,
  'naru.program.v1.AddSelectedTeamRequest.application_id': TEAM,
  'naru.program.v1.AmendTimetableRequest.remove_party_ids': 'nobody takes part who is not there: it is done already',
  'naru.program.v1.Answer.field_id': PART,
  'naru.program.v1.CalendarOwner.id': 'refused with not_found of its kind, by the code that reads the calendar',
  'naru.program.v1.CastVoteRequest.other_id': TEAM,
  'naru.program.v1.CastVoteRequest.preferred_id': TEAM,
  'naru.program.v1.CastVoteRequest.round_id': 'a round without a judging takes no votes',
  'naru.program.v1.Criterion.id': NEW,
  'naru.program.v1.CriterionScore.criterion_id': PART,
  'naru.program.v1.DeclareConflictRequest.object_id': 'refused with not_found of an application or a venture',
  'naru.program.v1.Deviation.application_id': TEAM,
  'naru.program.v1.FormField.id': NEW,
  'naru.program.v1.FulfilVisitObligationRequest.obligation_id': PART,
  'naru.program.v1.GetBallotRequest.centre_id': 'a centre that has not voted has an empty ballot',
  'naru.program.v1.GivenScore.application_id': TEAM,
  'naru.program.v1.LateArrival.party_id': PART,
  'naru.program.v1.LateArrival.until_slot_id': PART,
  'naru.program.v1.LockMeetingRequest.slot_id': PART,
  'naru.program.v1.LostTable.from_slot_id': PART,
  'naru.program.v1.MentoringSession.attendee_ids': ELSEWHERE,
  'naru.program.v1.MentoringSessionDetails.attendee_ids': ELSEWHERE,
  'naru.program.v1.RegisterJudgeRequest.subject': PERSON,
  'naru.program.v1.RegisterMentorRequest.subject': PERSON,
  'naru.program.v1.RepairTimetableRequest.arrived_party_id': PART,
  'naru.program.v1.RepairTimetableRequest.no_show_party_id': PART,
  'naru.program.v1.SelectionConstraint.id': NEW,
  'naru.program.v1.TimetableParty.unavailable_slot_ids': PART,
  'naru.program.v1.TimetableSlot.id': NEW,
  'naru.program.v1.VisitAgreement.agreement_id': ELSEWHERE,
  'naru.registry.v1.AddHostRequest.organisation_id': 'refused as a wrong field, by the code of the centre',
  'naru.registry.v1.EndHostRequest.organisation_id': 'nobody hosts who is not there: it is done already',
  'naru.registry.v1.OpenCentreRequest.id': NEW,
  'naru.registry.v1.OpenCentreRequest.lead_host_id': 'refused as a wrong field, by the code of the centre',
};

type Method = Pick<
  ContractMethod,
  'name' | 'kind' | 'context' | 'access' | 'http' | 'input' | 'output' | 'refuses' | 'serverStreaming'
>;

/** The fields of a request that hold an id and can be set by it, each with the method's own fields first. */
function idsOf(method: Method): { field: DescField; depth: number }[] {
  const update = updateOf(method.input);
  const within = (message: DescMessage, above: readonly DescMessage[]): { field: DescField; depth: number }[] =>
    message.fields.flatMap((field) => {
      if (update && message === update.noun.message && above.length === 1 && !update.updatable.includes(field.name))
        return [];
      if (field.message)
        return field.message.typeName.startsWith('naru.') && !above.includes(field.message)
          ? within(field.message, [...above, message])
          : [];
      const holds = field.scalar === ScalarType.STRING && OF_AN_ID.test(field.name) && !NO_ID.has(field.name);
      return holds ? [{ field, depth: above.length }] : [];
    });
  return within(method.input, []);
}

const isMarked = (field: DescField): boolean => lookupsIn(field.parent).some((rule) => rule.field === field);

/** A list shows nothing for an unknown id. */
const isFilter = ({ kind, input }: Method): boolean =>
  kind === 'read' && input.fields.some(({ name }) => name === 'page_size');

/** The access rule finds the owner of the object in the store of its noun, if that is of this service. */
const isObject = ({ context, access }: Method, { field, depth }: { field: DescField; depth: number }): boolean => {
  const [noun = ''] = access.objectKind.split('.');
  const get = `Get${noun.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}`;
  return (
    depth === 0 &&
    access.objectField.split('|').includes(field.name) &&
    contract.some((method) => method.context === context && method.name === get)
  );
};

/**
 * The code finds it, and the method declares that: `declared.test.ts` holds declarations against the code. `parent_event_id`
 * is found as an event. An id of the path is the thing that the method is about, whatever it is called.
 */
function isFound(method: Method, { field: { name }, depth }: { field: DescField; depth: number }): boolean {
  const words = name.replace(/_?ids?$/, '').split('_');
  const nouns = words.map((_, place) => words.slice(place).join('_'));
  const found = method.refuses.filter((code) => code.endsWith('.not_found'));
  const isInPath = depth === 0 && (method.http?.path.includes(`{${name}}`) ?? false);
  return isInPath ? found.length > 0 : nouns.some((noun) => found.includes(`${noun}.not_found`));
}

const nameOf = ({ parent, name }: DescField) => `${parent.typeName}.${name}`;

export function lookupFindings(
  methods: readonly Method[],
  exceptions = NOT_LOOKED_UP,
  isLookedUp: (field: DescField) => boolean = isMarked,
): Finding[] {
  const open = methods.flatMap((method) =>
    idsOf(method)
      .filter((id) => !isLookedUp(id.field) && !isFilter(method) && !isObject(method, id) && !isFound(method, id))
      .map(({ field }) => ({ field, method })),
  );
  const missing = open.filter(({ field }) => !(nameOf(field) in exceptions));
  const needless = Object.keys(exceptions).filter((one) => !open.some(({ field }) => nameOf(field) === one));
  return [
    ...missing.map(({ field, method }) => ({
      file: `proto/${field.parent.file.name}.proto`,
      line: 0,
      message:
        `${nameOf(field)} in ${method.name} may name nothing: give it (naru.api.v1.known_as), or the reason why it is ` +
        'not looked up in tests/architecture/lookups.ts',
    })),
    ...needless.map((one) => ({
      file: 'tests/architecture/lookups.ts',
      line: 0,
      message: `${one} needs no exception any more: take it out`,
    })),
  ];
}
