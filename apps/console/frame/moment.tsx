import { HistoryOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { dayText, instantText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { useMoment } from './address.js';
import { frameTexts } from './frame-texts.js';

/** Moments often asked for, as the server names them. */
export const quickMoments = ['yesterday', 'last-working-day', 'last-month', 'last-quarter'] as const;

/** A moment in the words of people: a day, an instant, a position, or the name of a moment. */
export function useMomentText(): (at: string) => string {
  const t = useTexts(frameTexts);
  const { language, say } = useLanguage();
  const { data } = useView('GET /history/moments', { query: { limit: 200 } }, { now: true });
  return (at) => {
    if (/^\d+$/.test(at)) return t('position', { position: at });
    if (/^\d{4}-\d{2}-\d{2}$/.test(at)) return dayText(at, language);
    if (/T.*Z$/.test(at)) return instantText(at, language);
    if ((quickMoments as readonly string[]).includes(at)) return t(at as (typeof quickMoments)[number]);
    const named = data?.items.find(({ name }) => name === at);
    return named ? say(named.title) : at;
  };
}

/** Unmistakable: what is shown is not the present. */
export function MomentBar({ at }: { readonly at: string }) {
  const t = useTexts(frameTexts);
  const { look } = useMoment();
  const text = useMomentText();
  return (
    <div className="moment-bar" role="status">
      <HistoryOutlined /> <strong>{t('past', { moment: text(at) })}</strong> <span className="wide-only">{t('pastHint')}</span> <Button size="small" onClick={() => look(undefined)}>{t('backToNow')}</Button>
    </div>
  );
}
