import { App } from 'antd';
import { useCallback } from 'react';
import { To } from '../frame/address.js';
import { instantText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import type { Receipt } from '../server/ask.js';
import { actTexts } from './act-texts.js';

/** Shows the receipt of an act: what was recorded, when, and where in the log. */
export function useReceipt(): (title: string, receipt: Receipt | undefined) => void {
  const t = useTexts(actTexts);
  const { language } = useLanguage();
  const { notification } = App.useApp();
  return useCallback(
    (title, receipt) => {
      const { position, recordedAt, repeated, changed } = receipt ?? {};
      notification.success({
        title: `${title} · ${repeated ? t('repeated') : changed === false ? t('unchanged') : t('done')}`,
        description: position !== undefined && recordedAt !== undefined && <To href={`/audit/events/${position}`}>{t('receipt', { position, at: instantText(recordedAt, language) })}</To>,
        duration: 6,
        // Not over the head of the page, where the next act may be.
        placement: 'bottomLeft',
        role: 'status',
      });
    },
    [t, language, notification],
  );
}
