/** Structured logs with their trace. Never log a token, a payload or a name. */
import { context, trace } from '@opentelemetry/api';
import { pino, stdSerializers } from 'pino';
import { nameNow } from './named.ts';

/** An error without the fields that its library adds. A failed bulk write of MongoDB would carry its documents. */
function shownError(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { type, message, stack } = stdSerializers.err(error as Error);
  return { type, message, code: (error as { code?: unknown }).code, stack };
}

export const log = pino({
  level: 'info',
  base: null,
  serializers: { err: shownError },
  mixin: () => {
    const service = nameNow();
    const span = trace.getSpanContext(context.active());
    return { ...(service && { service }), ...(span && { trace_id: span.traceId, span_id: span.spanId }) };
  },
});
