/** A notification as the wire has it, in both languages. */
import { eventOfType } from '@naru/contracts';
import type { LocalizedText } from '@naru/contracts/common/v1/common';
import type { Notification } from '@naru/contracts/notification/v1/notification';
import type { NotificationDoc } from './notification.ts';
import { SOMEBODY, somebody, textOf, whenAndWhere } from './templates.ts';

export function toProto(doc: NotificationDoc, known: ReadonlyMap<string, LocalizedText>): Notification {
  const { _id: id, recipient, template, about, eventType, eventId, aggregateId, createdAt, readAt } = doc;
  const { ventureId, investorId, meeting } = about;
  const parties = {
    venture: known.get(ventureId ?? '') ?? (ventureId ? somebody(ventureId) : SOMEBODY.venture),
    investor: known.get(investorId ?? '') ?? (investorId ? somebody(investorId) : SOMEBODY.investor),
    ...(meeting && { place: whenAndWhere(meeting) }),
  };
  const text = textOf(template, parties, { type: eventType, summary: eventOfType(eventType)?.summary ?? eventType });
  const times = { createTime: createdAt, readAt: readAt ?? undefined };
  return { id, recipient, template, ...text, eventType, eventId, aggregateId, ...times };
}
