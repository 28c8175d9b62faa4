/** Compares the copies of a service with the expected ones, which an oracle computed from the owners' databases. */

export interface ReadModel {
  name: string;
  expected: ReadonlyMap<string, unknown>;
  held: ReadonlyMap<string, unknown>;
}

const SHOWN = 300;

/** One line for each record that is missing, superfluous or different. Missing and undefined fields are equal. */
export function differences({ name, expected, held }: ReadModel): string[] {
  return [...new Set([...expected.keys(), ...held.keys()])].flatMap((id) => {
    const [wanted, found] = [canonical(expected.get(id)), canonical(held.get(id))];
    if (wanted === found) return [];
    return [`${name} ${id}: expected ${wanted.slice(0, SHOWN)}, holds ${found.slice(0, SHOWN)}`];
  });
}

/** The same text for the same content, in any order of the fields. */
const canonical = (value: unknown): string => JSON.stringify(sorted(value)) ?? 'nothing';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object' || value instanceof Date) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, sorted(field)]));
}
