/** The orders of a list, as `order_by` of its request states them. */
import { type DescMessage, getOption } from '@bufbuild/protobuf';
import { extension } from './options.ts';

export interface Order {
  /** One of the orders that the list names, without its direction. */
  by: string;
  down: boolean;
}

const DOWN = ' desc';

/** Reads the orders that a request can name, the default first; none for a request without `order_by`. */
export function ordersReader(registry: Parameters<typeof extension>[0]): (input: DescMessage) => readonly string[] {
  const option = extension<readonly string[]>(registry, 'naru.api.v1.orders');
  return ({ fields }) => {
    const field = fields.find(({ name }) => name === 'order_by');
    return field ? getOption(field, option) : [];
  };
}

export const orderFrom = (value: string): Order =>
  value.endsWith(DOWN) ? { by: value.slice(0, -DOWN.length), down: true } : { by: value, down: false };

/** Every value that `order_by` accepts. */
export const orderValues = (orders: readonly string[]): string[] =>
  orders.map((order) => orderFrom(order).by).flatMap((by) => [by, by + DOWN]);

/** The requested order, or the default if none is requested; null if the list does not name the value. */
export function orderAsked(orders: readonly string[], asked: string): Order | null {
  const value = asked || (orders[0] ?? '');
  return orderValues(orders).includes(value) ? orderFrom(value) : null;
}
