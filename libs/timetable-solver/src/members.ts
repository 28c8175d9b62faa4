/** A set of small numbers that one can be drawn from at random. */
export interface Members {
  list: Int32Array;
  /** Where a member stands in the list; -1 for who is none. */
  place: Int32Array;
  size: number;
}

export const noMembers = (limit: number): Members => ({
  list: new Int32Array(limit),
  place: new Int32Array(limit).fill(-1),
  size: 0,
});

export function setMember(members: Members, one: number, belongs: boolean): void {
  const { list, place } = members;
  const at = place[one];
  if (belongs === at >= 0) return;
  if (belongs) {
    place[one] = members.size;
    list[members.size++] = one;
    return;
  }
  const last = list[--members.size];
  list[at] = last;
  place[last] = at;
  place[one] = -1;
}
