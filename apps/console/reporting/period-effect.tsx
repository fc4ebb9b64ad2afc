import { dayText } from '../language/format.js';
import { texts, useLanguage, useTexts } from '../language/texts.js';
import { useView } from '../server/views.js';
import { Instant } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { mark } from '../show/punctuation.js';

const effectTexts = texts('reporting-period-effect', {
  due: ['截止时间', 'Due'],
  extend: ['涉及 {count} 个单位，其中 {missing} 个尚未报齐。', '{count} units are affected; {missing} of them are not complete.'],
  close: ['关闭后 {count} 个单位都不能再报；{missing} 个尚未报齐：', 'After closing none of the {count} units can report; {missing} are not complete:'],
  reopen: ['{count} 个单位可以补报；{missing} 个尚未报齐。', '{count} units can report again; {missing} are not complete.'],
  who: ['尚未报齐：{units}', 'Not complete: {units}'],
  open: ['按口径卡应填此类报告期的单位可以开始填报，并收到通知。', 'Units that report for such periods can begin, and are notified.'],
  late: ['原截止时间之后报送的仍记为迟报。', 'What comes after the first due time still counts as late.'],
});

/** Whom a change of a period affects, and how far they are. */
export function PeriodEffect({ plan, period, dueAt, to, units, kind }: { readonly plan: string; readonly period: string; readonly dueAt: string; readonly to?: string; readonly units: readonly string[]; readonly kind: 'extend' | 'close' | 'reopen' }) {
  const t = useTexts(effectTexts);
  const { language } = useLanguage();
  const name = useUnitNames();
  const { data } = useView('GET /completeness', { query: { plan, period, limit: 500 } }, { now: true });
  const lines = (data?.items ?? []).filter(({ unit, owed }) => owed > 0 && (units.length === 0 || units.includes(unit)));
  const incomplete = lines.filter(({ missing, returned }) => missing + returned > 0);
  return (
    <>
      <div>{t('due')}{mark.colon}{to ? <><del><Instant at={dueAt} dayOnly /></del> → <ins>{dayText(to, language)}</ins></> : <Instant at={dueAt} />}</div>
      <div>{t(kind, { count: lines.length, missing: incomplete.length })}</div>
      {incomplete.length > 0 && <div className="period-incomplete">{t('who', { units: incomplete.map(({ unit }) => name(unit)).join(mark.and) })}</div>}
      {kind !== 'close' && <div>{t('late')}</div>}
    </>
  );
}

/** What opening a period does. */
export function OpenEffect() {
  return <>{useTexts(effectTexts)('open')}</>;
}
