/** Stores which versions of each aggregate were seen, in any order, in a few bytes for each aggregate. */
export interface Gap {
  aggregate: string;
  from: number;
  to: number;
}

export interface VersionSets {
  /** @returns false where this version was seen before */
  add(aggregate: string, version: number): boolean;
  /** The versions missing between 1 and the highest one seen. */
  gaps(): Generator<Gap>;
  /** The versions of one aggregate that are missing up to a version. */
  lacks(aggregate: string, upTo: number): Gap[];
}

export function versionSets(): VersionSets {
  // All versions up to this number were seen. The few that came early wait in a set.
  const complete = new Map<string, number>();
  const early = new Map<string, Set<number>>();

  function add(aggregate: string, version: number): boolean {
    const upTo = complete.get(aggregate) ?? 0;
    const ahead = early.get(aggregate);
    if (version <= upTo || ahead?.has(version)) return false;
    if (version === upTo + 1) complete.set(aggregate, closeUp(aggregate, version));
    else if (ahead) ahead.add(version);
    else early.set(aggregate, new Set([version]));
    return true;
  }

  function closeUp(aggregate: string, version: number): number {
    const ahead = early.get(aggregate);
    let upTo = version;
    while (ahead?.delete(upTo + 1)) upTo += 1;
    if (ahead?.size === 0) early.delete(aggregate);
    return upTo;
  }

  function* gaps(): Generator<Gap> {
    for (const [aggregate, ahead] of early) {
      let upTo = complete.get(aggregate) ?? 0;
      for (const version of [...ahead].sort((a, b) => a - b)) {
        if (version > upTo + 1) yield { aggregate, from: upTo + 1, to: version - 1 };
        upTo = version;
      }
    }
  }

  function lacks(aggregate: string, upTo: number): Gap[] {
    const found: Gap[] = [];
    let from = (complete.get(aggregate) ?? 0) + 1;
    const seen = [...(early.get(aggregate) ?? [])].filter((version) => version <= upTo).sort((a, b) => a - b);
    for (const version of [...seen, upTo + 1]) {
      if (version > from) found.push({ aggregate, from, to: version - 1 });
      from = version + 1;
    }
    return found;
  }

  return { add, gaps, lacks };
}
