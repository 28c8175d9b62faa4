/** What no timetable can be better than. */

export interface Bounds {
  /** By priority, the highest first: as many meetings of this priority or a higher one must stay without a place. */
  missing: { priority: number; count: number }[];
  gaps: number;
}

/** Nothing is known yet. */
export const NO_BOUNDS: Bounds = { missing: [], gaps: 0 };
