/** Publishes failed deliveries. */
import { DeliveryFailed } from '@naru/contracts/notification/v1/events';
import { type Outgoing, outgoing } from '@naru/kit/outbox';
import type { Delivery, DeliveryGivenUp } from './delivery.ts';
import { toProto } from './message.ts';

export const publish = ({ webhook }: DeliveryGivenUp, delivery: Delivery): Outgoing =>
  outgoing(DeliveryFailed, { delivery: toProto(delivery), webhook });
