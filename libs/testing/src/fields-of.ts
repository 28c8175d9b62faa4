/** The fields that the refusals of a noun name, by the keys of their texts. */
export function fieldsOf({ of }: { of: object }): Record<string, string> {
  const kept = Object.entries(of) as [string, { field?: string }][];
  return Object.fromEntries(kept.flatMap(([key, { field }]) => (field ? [[key, field]] : [])));
}
