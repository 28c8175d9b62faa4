/** Converts a notification to its message, in both languages. */
import { eventOfType } from '@naru/contracts';
import type { Notification } from '@naru/contracts/notification/v1/notification';
import type { Known, NameCopies } from '../copies/name/store.ts';
import type { NotificationDoc } from './notification.ts';
import { idsIn, textOf } from './wording.ts';

export function toProto(doc: NotificationDoc, known: Known): Notification {
  const { _id: id, recipient, template, eventType, eventId, aggregateId, createdAt, readAt, asked } = doc;
  const summary = eventOfType(eventType)?.summary ?? { ko: eventType, en: eventType };
  const text = textOf(doc, { known, summary });
  const times = { createTime: createdAt, readAt: readAt ?? undefined };
  const aggregateKind = eventType.split('.')[2] ?? '';
  return {
    ...{ id, recipient, template, ...text, eventType, eventId, aggregateId, aggregateKind, ...times },
    task: asked && { until: asked.until ?? undefined, endedBy: asked.endedBy, endedAt: asked.endedAt ?? undefined },
    reset: undefined,
  };
}

/** A notice with the names that may be shown now. */
export const wordsIn =
  (names: Pick<NameCopies, 'of'>) =>
  async (doc: NotificationDoc): Promise<Notification> =>
    toProto(doc, await names.of(idsIn(doc.about)));
