/** The days and instants that a request may hold. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];
const [FIRST_S, END_S] = [Date.UTC(FIRST_YEAR, 0) / 1_000, Date.UTC(LAST_YEAR + 1, 0) / 1_000];

/**
 * True for a `google.type.Date` or a `Timestamp` far away: it is a slip, and breaks what is made of it, such as calendars. A day
 * without a year has another fault.
 */
export function isOutOfTime(type: string, value: object): boolean {
  const { year = 0, seconds = 0n } = value as { year?: number; seconds?: bigint };
  if (type === 'google.type.Date') return year !== 0 && (year < FIRST_YEAR || year > LAST_YEAR);
  return type === 'google.protobuf.Timestamp' && (seconds < FIRST_S || seconds >= END_S);
}
