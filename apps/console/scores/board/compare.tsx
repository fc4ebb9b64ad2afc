import { Select } from 'antd';
import { useAddress, useMoment } from '../../frame/address.js';
import { quickMoments, useMomentText } from '../../frame/moment.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { scoreTexts } from '../scores-texts.js';
import type { BoardLine } from './board-data.js';

const lastMonth = 'last-month';

/** The end of the month before a day: what one who looks at that day compares with. */
export const monthEndBefore = (day: string): string => new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, 0)).toISOString().slice(0, 10);

/** The moment that ranks and scores are compared with when none is chosen. */
function useUsual(): string {
  const { at } = useMoment();
  return at !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(at) ? monthEndBefore(at) : lastMonth;
}

/** The moment that ranks and scores are compared with; part of the address. */
export function useCompared(): string {
  const { params } = useAddress();
  const usual = useUsual();
  return params.get('vs') ?? usual;
}

/** Chooses the moment to compare with: often used ones, and the closing of each reporting period. */
export function CompareChoice() {
  const t = useTexts(scoreTexts);
  const { say } = useLanguage();
  const { put } = useAddress();
  const text = useMomentText();
  const compared = useCompared();
  const usual = useUsual();
  const { data } = useView('GET /history/moments', { query: { limit: 200 } }, { now: true });
  const closings = (data?.items ?? []).filter(({ kind }) => kind === 'period-closed').slice(0, 12);
  const named = closings.map(({ name, title }) => ({ value: name, label: say(title) }));
  const options = [...quickMoments.map((moment) => ({ value: moment as string, label: text(moment) })), ...named];
  if (!options.some(({ value }) => value === compared)) options.push({ value: compared, label: text(compared) });
  return (
    <label className="scores-choice">
      {t('compare')}
      <Select size="small" value={compared} options={options} popupMatchSelectWidth={false} aria-label={t('compare')} onChange={(moment: string) => put({ vs: moment === usual ? undefined : moment }, { replace: true })} />
    </label>
  );
}

/** Places gained since then, as sign and word. */
export function RankMove({ line, before }: { readonly line: BoardLine; readonly before: BoardLine | undefined }) {
  const t = useTexts(scoreTexts);
  if (line.rank === null) return <span className="missing">—</span>;
  if (!before || before.rank === null) return <span className="missing">{t('newcomer')}</span>;
  const gained = before.rank - line.rank;
  if (gained === 0) return <span className="scores-same">— {t('same')}</span>;
  return gained > 0 ? <span className="scores-up"><span aria-hidden="true">▲</span> {t('up', { count: gained })}</span> : <span className="scores-down"><span aria-hidden="true">▼</span> {t('down', { count: -gained })}</span>;
}
