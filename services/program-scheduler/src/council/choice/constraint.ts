/** Floors and ceilings for the number of teams of certain centres or sectors. */
import type { Taxonomy_Sector } from '@naru/contracts/common/v1/common';

export interface Constraint {
  id: string;
  /** Teams of any of these centres count. */
  centreIds: readonly string[];
  /** Or teams in any of these sectors count, each once. */
  sectors: readonly Taxonomy_Sector[];
  /** 0 for no floor. */
  min: number;
  /** Undefined for no ceiling. */
  max?: number | undefined;
}

export interface Team {
  id: string;
  centreId: string;
  sectors: readonly Taxonomy_Sector[];
}

export const countsFor = ({ centreIds, sectors }: Constraint, team: Team): boolean =>
  centreIds.includes(team.centreId) || team.sectors.some((sector) => sectors.includes(sector));

/** The ids of the constraints that a choice of exactly these teams breaks. */
export const brokenBy = (constraints: readonly Constraint[], teams: readonly Team[]): string[] =>
  constraints.flatMap((constraint) => {
    const count = teams.filter((team) => countsFor(constraint, team)).length;
    return count < constraint.min || count > (constraint.max ?? Number.POSITIVE_INFINITY) ? [constraint.id] : [];
  });
