import { createHash } from 'node:crypto';
import { locales } from '~/i18n/locale';
import type { UpdateKind, UpdateTexts } from './update';

/**
 * SHA-256 (hex) over all that is sent and shown: kind, place on the timeline, the delivery it
 * answers, and the texts in each language. What was tested and approved is recognised by it.
 */
export function hashUpdateTexts(update: {
  kind: UpdateKind;
  onTimeline: boolean;
  deliveryId: string | null;
  texts: UpdateTexts;
}): string {
  const { kind, onTimeline, deliveryId, texts } = update;
  const written = locales.flatMap((locale) => {
    const text = texts[locale];
    return text ? [[locale, text.subject, text.body]] : [];
  });
  const content = JSON.stringify([kind, onTimeline, deliveryId, written]);
  return createHash('sha256').update(content).digest('hex');
}
