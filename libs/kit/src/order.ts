/** `order_by` at the boundary: what a list can be asked in, and the refusal that says so. */
import type { DescMessage, Message } from '@bufbuild/protobuf';
import { type Order, orderAsked, orderFrom, ordersOf, orderValues, registry } from '@naru/contracts';
import { kit } from './kit-texts.ts';
import type { Fault } from './rejection.ts';

/** What is wrong with the order that a request asks for; null where it is one of those that its list names. */
export function orderFault(desc: DescMessage, message: Message): Fault | null {
  const { orderBy = '' } = message as Message & { orderBy?: string };
  const orders = orderBy === '' ? [] : ordersOf(desc);
  if (orders.length === 0 || orderAsked(orders, orderBy)) return null;
  return kit.fault('order_by', 'order_by.unknown', { values: orderValues(orders) });
}

/** The order that is asked; the boundary has refused what the list does not name. */
export function orderIn(orders: readonly string[], orderBy: string | undefined): Order {
  const order = orderAsked(orders, orderBy ?? '');
  if (!order) throw kit.invalid('order_by', 'order_by.unknown', { values: orderValues(orders) });
  return order;
}

/**
 * The orders that a request can name, the usual one first.
 * @throws where they are not those that who answers it knows: a slip of the programmer, found at the start of the service
 */
export function ordersNamed(
  { $type }: { readonly $type: string },
  { own, known = [] }: { own: readonly string[]; known?: readonly string[] },
): readonly string[] {
  const desc = registry.getMessage($type);
  const orders = desc ? ordersOf(desc) : [];
  const names = orders.map((order) => orderFrom(order).by);
  const wrong = [
    ...names
      .filter((by) => !own.includes(by) && !known.includes(by))
      .map((by) => `nothing is said of what ${by} goes by`),
    ...own.filter((by) => !names.includes(by)).map((by) => `its order_by does not name ${by}`),
    ...(names.length === 0 ? ['its order_by names no order: give it (naru.api.v1.orders)'] : []),
  ];
  if (wrong.length > 0) throw new Error(`${$type}: ${wrong.join('; ')}`);
  return orders;
}
