/** The contract's example of each request, divided into path, query and body. */
import type { ContractMethod } from '@naru/contracts';
import { type Example, exampleOf } from '@naru/contracts/examples';
import type { Schema } from './rules.ts';

interface Day {
  year: number;
  month: number;
  day: number;
}

// The contracts of tests have no examples.
const requestOf = (method: ContractMethod): Example => (method.package.startsWith('naru.') && exampleOf(method)) || {};

/** The part for the body, as a member of its media type. @param field the JSON name of the body's field, if any */
export function bodyExample(method: ContractMethod, without: ReadonlySet<string>, field: string | undefined): Schema {
  const request = requestOf(method);
  const rest = Object.entries(request).filter(([name]) => !without.has(name));
  const example = field === undefined ? Object.fromEntries(rest) : request[field];
  return example === undefined || Object.keys(request).length === 0 ? {} : ({ example } as Schema);
}

/** The part for a parameter, as a member of the parameter. A date has the form of a query. */
export function parameterExample(method: ContractMethod, path: readonly string[]): Schema {
  const value = path.reduce<unknown>((at, key) => (at as Example | undefined)?.[key], requestOf(method));
  if (value === undefined) return {};
  return { example: isDay(value) ? written(value) : value } as Schema;
}

const isDay = (value: unknown): value is Day => typeof value === 'object' && value !== null && 'year' in value;

const two = (number: number): string => String(number).padStart(2, '0');
const written = ({ year, month, day }: Day): string => `${year}-${two(month)}-${two(day)}`;
