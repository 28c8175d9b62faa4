/** The tools with which all sections of a network file are loaded. */
import type { Api } from './api.ts';

/** Ids in the network, by ids in the file. */
export type Known = Map<string, string>;

/** Loads one record of the file, whether it is there already or not. @returns its id in the network */
export type Bring<T> = (record: T, tools: Tools) => Promise<string>;

export interface Tools {
  api: Api;
  /** The network's id of another record. @throws if the file does not have the record */
  idOf(reference: string): string;
}

export interface Resource {
  id: string;
  state?: string;
}

export const requestId = (id: string) => `load:${id}`;

export const sourceOf = ({
  id,
  fictional = false,
  refs = [],
}: {
  id: string;
  fictional?: boolean | undefined;
  refs?: string[] | undefined;
}) => ({
  externalId: id,
  fictional,
  refs,
});

export const ifGiven = <T, R>(value: T | undefined, make: (value: T) => R): R | undefined =>
  value === undefined ? undefined : make(value);
