/** Counts the streams to callers that are open, by route. */
import type { Reading } from '@naru/telemetry/meter';

export interface OpenStreams {
  /** @returns a function for the end of the stream */
  begin(route: string): () => void;
  readings(): Reading<'naru.streams.open'>[];
}

/** A route that had a stream stays in the metrics, so that the end of its last one can be seen. */
export function openStreams(): OpenStreams {
  const open = new Map<string, number>();
  const change = (route: string, by: number) => open.set(route, (open.get(route) ?? 0) + by);
  return {
    begin: (route) => {
      change(route, 1);
      return () => change(route, -1);
    },
    readings: () => [...open].map(([route, value]) => ({ value, labels: { 'http.route': route } })),
  };
}
