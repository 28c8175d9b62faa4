/** A caller that changes one aggregate may name the version that it has read: every such request takes an etag. */
import type { ContractMethod } from '@naru/contracts';
import type { Finding } from './source.ts';

/** Changes without an etag, with the reason. */
export const WITHOUT_ETAG: Readonly<Record<string, string>> = {
  AllotOfficeHours: 'it gives out all free hours of a cohort, each under its own version',
  ConfirmMailAddress: 'the code names the address that it was sent to',
  CancelOperation: 'an operation moves on by itself several times a second; a cancel is meant whatever it has come to',
  DeleteMailAddress: 'it erases whatever the person has set',
  DeleteSubscription: 'a subscription never changes, so that nobody can have been faster',
  DiscardParkedEvent: 'a parked event never changes; it is dropped and gone',
  MarkRead: 'a notification changes once, from unread to read, and whoever is second says the same',
  ProposeMatches: 'it proposes the best pairs of a party, each under its own version',
  RecoverDeliveries: 'it sends what has happened again, and does not change the webhook',
  RedeliverParkedEvent: 'a parked event never changes; it is replayed and gone',
  RepublishEvents: 'it sends what has happened again, and changes nothing',
  RetryDelivery: 'a delivery moves on by itself with each attempt; another attempt is meant whatever it has come to',
  RunMatches: 'it scores all pairs that there are, and changes no thing that was there',
  SetMailAddress: 'it replaces the whole, which the person alone sets',
  StopMail: 'a link in a mail knows no version, and stops whatever is sent',
  SendSnapshots: 'it tells the present state of all, and changes nothing',
  TestWebhook: 'it sends a test, and does not change the webhook',
};

type Method = Pick<ContractMethod, 'name' | 'kind' | 'input' | 'desc'>;

export function etagFindings({ name, kind, input, desc }: Method, exceptions = WITHOUT_ETAG): Finding[] {
  const takes = input.fields.some((field) => field.name === 'etag');
  const changes = kind === 'change' || kind === 'verb' || kind === 'operation';
  const found = (message: string): Finding[] => [
    { file: `proto/${desc.parent.file.name}.proto`, line: 0, message: `${name} ${message}` },
  ];
  if (takes && name in exceptions) return found('takes an etag: take it out of tests/architecture/etags.ts');
  if (!changes || takes || name in exceptions) return [];
  return found(
    'changes something and takes no etag: give its request `string etag = n [(naru.api.v1.rule) = ETAG]` and pass it to ' +
      'the change, or say in tests/architecture/etags.ts why it needs none',
  );
}
