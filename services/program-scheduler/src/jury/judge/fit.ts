/** The fit: how well the expertise of a judge covers the sectors of an application. */
import type { Taxonomy_Sector } from '@naru/contracts/common/v1/common';

/** The fit where all sectors are covered. */
export const FIT_MAX = 1_000;
/** The fit where the sectors of one side are unknown: neither good nor bad. */
const UNKNOWN = FIT_MAX / 2;

/** The share of the application's sectors that the judge knows, in thousandths; 500 where either side names none. */
export function fitOf(expertise: readonly Taxonomy_Sector[], sectors: readonly Taxonomy_Sector[]): number {
  if (expertise.length === 0 || sectors.length === 0) return UNKNOWN;
  return Math.round((FIT_MAX * sectors.filter((sector) => expertise.includes(sector)).length) / sectors.length);
}
