/** A set of small numbers from which a random member can be drawn. */
export interface Members {
  list: Int32Array;
  /** The index of a member in the list; -1 if it is no member. */
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
