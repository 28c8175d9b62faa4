/** `order_by` at the boundary: the orders of a list, and the refusal of any other. */
import type { DescMessage, Message } from '@bufbuild/protobuf';
import { type Order, orderAsked, orderFrom, ordersOf, orderValues, registry } from '@naru/contracts';
import { kit } from './kit-texts.ts';
import type { Fault } from './rejection.ts';

/** The fault of the requested order; null if the list names it. */
export function orderFault(desc: DescMessage, message: Message): Fault | null {
  const { orderBy = '' } = message as Message & { orderBy?: string };
  const orders = orderBy === '' ? [] : ordersOf(desc);
  if (orders.length === 0 || orderAsked(orders, orderBy)) return null;
  return kit.fault('order_by', 'order_by.unknown', { values: orderValues(orders) });
}

/** The requested order. The boundary has refused orders that the list does not name. */
export function orderIn(orders: readonly string[], orderBy: string | undefined): Order {
  const order = orderAsked(orders, orderBy ?? '');
  if (!order) throw kit.invalid('order_by', 'order_by.unknown', { values: orderValues(orders) });
  return order;
}

/**
 * The orders that a request can name, the default first.
 * @throws at the start of the service if the list does not know the same orders: a programming error
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
