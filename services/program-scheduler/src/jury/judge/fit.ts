/** How well a judge's expertise covers what an application is about. */
import type { Taxonomy_Sector } from '@naru/contracts/common/v1/common';

/** All sectors covered. */
export const FIT_MAX = 1_000;
/** Where nothing is known of one of the two, the fit is neither good nor bad. */
const UNKNOWN = FIT_MAX / 2;

/** The share of the application's sectors that the judge knows, in thousandths; 500 where either names none. */
export function fitOf(expertise: readonly Taxonomy_Sector[], sectors: readonly Taxonomy_Sector[]): number {
  if (expertise.length === 0 || sectors.length === 0) return UNKNOWN;
  return Math.round((FIT_MAX * sectors.filter((sector) => expertise.includes(sector)).length) / sectors.length);
}
