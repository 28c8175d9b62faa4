/** The state of one walk over a request: its present path, and every fault found so far. */
import type { Fault } from '@naru/kit/rejection';
import { type FaultKey, type FaultParams, fault } from '../texts.ts';

/** A JSON value as JSON.parse leaves it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/**
 * Looks at the value the walk stands at, notes what is wrong with it, and answers with the value to use: text comes
 * back normalised, short forms come back in the form of the proto3 JSON mapping. Objects and lists are mended in place,
 * because they are the gateway's own and a copy would cost as much as parsing them.
 */
export type Check = (value: Json, walk: Walk) => Json;

/** More faults than this help nobody, and a megabyte of wrong values must not become a reply of fifty. */
const FAULTS_MAX = 100;
const KEY_LENGTH_MAX = 80;
// Names of fields are lowerCamelCase: what has an underscore is a key that the caller chose, and stays as it is.
const PLAIN_KEY = /^[A-Za-z][A-Za-z0-9]*$/;

export class Walk {
  readonly faults: Fault[] = [];
  /** The number of faults beyond those that are reported. */
  faultsLeft = 0;
  readonly #steps: (string | number)[] = [];

  enter(step: string | number): void {
    this.#steps.push(step);
  }

  leave(): void {
    this.#steps.pop();
  }

  /** Adds a fault at the present path of the walk. */
  fault<K extends FaultKey>(key: K, ...params: FaultParams<K>): void {
    if (this.faults.length < FAULTS_MAX) this.faults.push(fault(pathOf(this.#steps), key, ...params));
    else this.faultsLeft += 1;
  }

  /** Notes a fault at a key below that place. */
  faultAt<K extends FaultKey>(step: string, key: K, ...params: FaultParams<K>): void {
    this.enter(step);
    this.fault(key, ...params);
    this.leave();
  }
}

/** profile.sectors[2]; a key that is not a plain name is quoted, so that a path has only one meaning. */
function pathOf(steps: readonly (string | number)[]): string {
  let path = '';
  for (const step of steps) {
    if (typeof step === 'number') path += `[${step}]`;
    else if (PLAIN_KEY.test(step)) path += path ? `.${step}` : step;
    else path += `[${JSON.stringify(step.slice(0, KEY_LENGTH_MAX).toWellFormed())}]`;
  }
  return path;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
