/**
 * Judges the record of a fault test: the commands with their outcomes, the events as their owners keep them, and the
 * arrivals of the events elsewhere. Pure: the caller that ran the load passes the record in.
 */

/** One command with all its tries. The name of an effect can be known before it happens: "venture.published of-3". */
export interface Command {
  name: string;
  /** Its effects. They happen all together or not at all. */
  effects: readonly string[];
  outcome: 'acknowledged' | 'refused' | 'unknown';
  /** The start of its first try and the end of its last one, on one clock. */
  calledAt: number;
  endedAt: number;
}

/** An event in the owner's permanent collection. */
export interface Happened {
  id: string;
  effect: string;
  aggregate: string;
  version: number;
}

/** A place where each of these must arrive exactly once: the journal, an inbox, deals opened by introductions. */
export interface Place {
  name: string;
  expected: readonly string[];
  /** What may arrive in addition, at most once. */
  allowed?: readonly string[];
  found: readonly string[];
}

export interface History {
  /** The commands. An effect that the system owes without a request, such as a deal, counts as acknowledged. */
  commands: readonly Command[];
  events: readonly Happened[];
  /** The version that each aggregate reports. */
  versions: ReadonlyMap<string, number>;
  places: readonly Place[];
}

export interface Fault {
  kind: 'lost' | 'doubled' | 'uncalled' | 'halved' | 'gap' | 'reordered' | 'missing' | 'foreign';
  what: string;
}

/** Every fault of a history; empty if it is correct. */
export function judge(history: History): Fault[] {
  return [
    ...judgeEffects(history),
    ...judgeHalves(history),
    ...judgeVersions(history),
    ...judgeOrder(history),
    ...history.places.flatMap(judgePlace),
  ];
}

/** An acknowledged command has its effects once; a refused one has none; an unknown one may have them once. */
function judgeEffects({ commands, events }: History): Fault[] {
  const happened = counted(events.map(({ effect }) => effect));
  const owed = counted(effectsOf(commands, 'acknowledged'));
  const open = counted(effectsOf(commands, 'unknown'));
  return [...new Set([...happened.keys(), ...owed.keys()])].flatMap((effect): Fault[] => {
    const times = happened.get(effect) ?? 0;
    const least = owed.get(effect) ?? 0;
    const most = least + (open.get(effect) ?? 0);
    if (times < least) return [{ kind: 'lost', what: `${effect}: acknowledged ${least} times, happened ${times}` }];
    if (times <= most) return [];
    if (most === 0) return [{ kind: 'uncalled', what: `${effect}: nobody asked for it, or it was refused` }];
    return [{ kind: 'doubled', what: `${effect}: asked for ${most} times, happened ${times}` }];
  });
}

/** An unknown command has happened completely or not at all. */
function judgeHalves({ commands, events }: History): Fault[] {
  const happened = new Set(events.map(({ effect }) => effect));
  return commands
    .filter(
      ({ outcome, effects }) => outcome === 'unknown' && new Set(effects.map((one) => happened.has(one))).size > 1,
    )
    .map(({ name, effects }) => ({ kind: 'halved', what: `${name}: some of ${effects.join(', ')}, but not all` }));
}

/** The events of an aggregate have the numbers 1 to its version, each once. */
function judgeVersions({ events, versions }: History): Fault[] {
  const seen = Map.groupBy(events, ({ aggregate }) => aggregate);
  return [...new Set([...versions.keys(), ...seen.keys()])].flatMap((aggregate): Fault[] => {
    const found = (seen.get(aggregate) ?? []).map(({ version }) => version).sort((a, b) => a - b);
    const upTo = versions.get(aggregate) ?? 0;
    const right = found.length === upTo && found.every((version, index) => version === index + 1);
    return right ? [] : [{ kind: 'gap', what: `${aggregate}: at version ${upTo}, events ${found.join(' ')}` }];
  });
}

/** If a command was acknowledged before another one on the same aggregate was sent, it has the lower version. */
function judgeOrder({ commands, events }: History): Fault[] {
  const times = counted(commands.flatMap(({ effects }) => effects));
  // An effect that two commands asked for says nothing about order: the two cannot be told apart.
  const single = new Map(events.filter(({ effect }) => times.get(effect) === 1).map((event) => [event.effect, event]));
  const acknowledged = commands
    .filter(({ outcome }) => outcome === 'acknowledged')
    .flatMap((command) => {
      const known = command.effects.map((effect) => single.get(effect)).filter((event) => event !== undefined);
      return known.map(({ aggregate, version }) => ({ ...command, aggregate, version }));
    });
  return [...Map.groupBy(acknowledged, ({ aggregate }) => aggregate).values()].flatMap((of) =>
    of.flatMap((later) =>
      of
        .filter(({ endedAt, version }) => endedAt < later.calledAt && version >= later.version)
        .map(
          ({ name, aggregate }): Fault => ({ kind: 'reordered', what: `${aggregate}: ${later.name} before ${name}` }),
        ),
    ),
  );
}

function judgePlace({ name, expected, allowed = [], found }: Place): Fault[] {
  const wanted = new Set(expected);
  const known = new Set([...expected, ...allowed]);
  const there = counted(found);
  return [
    ...[...wanted].filter((id) => !there.has(id)).map((id): Fault => ({ kind: 'missing', what: `${name}: ${id}` })),
    ...[...there.keys()]
      .filter((id) => !known.has(id))
      .map((id): Fault => ({ kind: 'foreign', what: `${name}: ${id}` })),
    ...[...there]
      .filter(([id, times]) => known.has(id) && times > 1)
      .map(([id, times]): Fault => ({ kind: 'doubled', what: `${name}: ${id}, ${times} times` })),
  ];
}

const effectsOf = (commands: readonly Command[], outcome: Command['outcome']): string[] =>
  commands.filter((command) => command.outcome === outcome).flatMap(({ effects }) => effects);

function counted(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}
