/** The state of one walk over a request: its current path, and every fault so far. */
import type { Fault } from '@naru/kit/rejection';
import { type FaultKey, type FaultParams, fault } from '../texts.ts';

/** A JSON value from JSON.parse. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/**
 * Checks the current value, records its faults, and returns the value to use: text is normalised, and short forms
 * become the form of the proto3 JSON mapping. Objects and lists are changed in place, because they belong to the
 * gateway and a copy would cost as much as parsing.
 */
export type Check = (value: Json, walk: Walk) => Json;

/** More faults do not help, and a megabyte of wrong values must not become a reply of fifty megabytes. */
export const FAULTS_MAX = 100;
const KEY_LENGTH_MAX = 80;
// Field names are lowerCamelCase. A name with an underscore is a key that the caller chose, and stays unchanged.
const PLAIN_KEY = /^[A-Za-z][A-Za-z0-9]*$/;

export class Walk {
  readonly faults: Fault[] = [];
  /** The number of faults that are not reported. */
  faultsLeft = 0;
  /** The value that is checked now cannot be read, in whole or in part. */
  isUnreadable = false;
  readonly #steps: (string | number)[] = [];

  enter(step: string | number): void {
    this.#steps.push(step);
  }

  leave(): void {
    this.#steps.pop();
  }

  /** Adds a fault at the current path of the walk. */
  fault<K extends FaultKey>(key: K, ...params: FaultParams<K>): void {
    this.isUnreadable = true;
    if (this.faults.length < FAULTS_MAX) this.faults.push(fault(pathOf(this.#steps), key, ...params));
    else this.faultsLeft += 1;
  }

  /** Adds a fault at a key below that path. */
  faultAt<K extends FaultKey>(step: string, key: K, ...params: FaultParams<K>): void {
    this.enter(step);
    this.fault(key, ...params);
    this.leave();
  }
}

/** Runs a check of one member of an object, and answers whether the member can be read. */
export function isReadable(walk: Walk, check: () => void): boolean {
  const around = walk.isUnreadable;
  walk.isUnreadable = false;
  check();
  const { isUnreadable } = walk;
  walk.isUnreadable = around;
  return !isUnreadable;
}

/** profile.sectors[2]. A key that is not a plain name is quoted, so that a path has only one meaning. */
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
