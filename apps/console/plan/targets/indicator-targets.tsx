import { Button } from 'antd';
import { ActButton } from '../../acts/act-button.js';
import { To, useAddress, useMoment } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Figure, Instant, Light, Missing, Period, Unit } from '../../show/signs.js';
import { useMeasure } from '../../show/facts.js';
import { useUnits } from '../../show/unit-names.js';
import type { Indicator } from '../indicators/card-paper.js';
import { inOrder, type TargetItem } from '../names.js';
import { AimCell } from '../parts.js';
import { planTexts } from '../plan-texts.js';
import { ProfileText } from './profile-text.js';
import { TargetDrawer, useTargetDrawer } from './target-drawer.js';
import { cityCode, useReviseTargetForm, useSetTargetForm } from './target-form.js';
import { Wide } from '../../frame/wide.js';

const targetTexts = texts('plan-indicator-targets', {
  unit: ['对象', 'Of'],
  aim: ['目标（{unit}）', 'Target ({unit})'],
  profile: ['季度进度', 'Quarterly profile'],
  period: ['最近判断', 'Last judged'],
  actual: ['实绩', 'Actual'],
  expected: ['应达', 'Expected'],
  light: ['时序', 'Progress'],
  changed: ['最近变动', 'Last change'],
  history: ['历次', 'History'],
  versions: ['{count} 次', '{count}'],
  act: ['办理', 'To do'],
  decompose: ['分解到单位', 'Decompose to units'],
  cityYears: ['各年全市目标', 'City targets by year'],
  year: ['年度', 'Year'],
  none: ['{year} 年还没有下达目标。', 'No target is set for {year}.'],
  notJudged: ['未落后，或尚未到期', 'not behind, or not due yet'],
});

/** Targets of an indicator in the year: the city's, and each reporting unit's with how it stands. */
export function IndicatorTargets({ indicator, targets }: { readonly indicator: Indicator; readonly targets: readonly TargetItem[] }) {
  const t = useTexts(targetTexts);
  const { plan, year } = usePlanYear();
  const { go } = useAddress();
  const { at } = useMoment();
  const { may } = usePermissions();
  const units = useUnits();
  const { card } = indicator;
  const measure = useMeasure();
  const ofYear = new Map(targets.filter((target) => String(target.year) === year).map((target) => [target.unit, target]));
  const rows = [cityCode, ...inOrder([...new Set([...card.reportedBy, ...ofYear.keys()])].filter((unit) => unit !== cityCode), units)];
  const unset = rows.filter((unit) => !ofYear.has(unit));
  const set = useSetTargetForm(plan, card, year, unset);
  const warnings = useView('GET /supervision/warnings', { query: { plan, indicator: card.code, year, limit: 100 } }, { enabled: may('GET /supervision/warnings') }).data?.items;
  const heads = [t('unit'), t('aim', { unit: measure(card.measurementUnit) }), t('profile'), t('period'), t('expected'), t('actual'), t('light'), t('changed'), t('act')];
  return (
    <>
      <section className="card">
        <p className="plan-acts">
          {ofYear.size === 0 && <span>{t('none', { year })}</span>}
          <span className="bar-space" />
          {unset.length > 0 && <ActButton quiet form={set} />}
          {at === undefined && may('POST /plans/:plan/indicators/:indicator/decompositions') && ofYear.get(cityCode)?.value && <Button onClick={() => go(`/plan/indicators/${card.code}/decompose`)}>{t('decompose')}</Button>}
        </p>
        <Wide label={t('aim', { unit: measure(card.measurementUnit) })}>
          <table className="plain-table">
            <thead><tr>{heads.map((head, index) => <th key={head} scope="col" className={[1, 4, 5].includes(index) ? 'right' : undefined}>{head}</th>)}</tr></thead>
            <tbody>{rows.map((unit) => <Row key={unit} indicator={indicator} unit={unit} target={ofYear.get(unit)} warning={warnings?.find((one) => one.unit === unit)} />)}</tbody>
          </table>
        </Wide>
      </section>
      <CityYears targets={targets} measurementUnit={measure(card.measurementUnit)} />
      <TargetDrawer />
    </>
  );
}

interface Warning {
  readonly period: string;
  readonly expected: string;
  readonly actual: string;
  readonly light: 'green' | 'yellow' | 'red';
}

function Row({ indicator, unit, target, warning }: { readonly indicator: Indicator; readonly unit: string; readonly target: TargetItem | undefined; readonly warning: Warning | undefined }) {
  const t = useTexts(targetTexts);
  const p = useTexts(planTexts);
  return (
    <tr className={unit === cityCode ? 'plan-city' : undefined}>
      <th scope="row">{unit === cityCode ? p('city') : <Unit code={unit} />}</th>
      <td className="right">{target ? <AimCell aim={target} /> : <span className="missing">{p('notSet')}</span>}</td>
      <td>{target ? <ProfileText profile={target.profile} /> : <Missing />}</td>
      <td>{warning ? <Period period={warning.period} /> : <span title={t('notJudged')}><Missing /></span>}</td>
      <td className="right"><Figure value={warning?.expected} /></td>
      <td className="right"><Figure value={warning?.actual} /></td>
      <td>{warning ? <Light colour={warning.light} /> : <Missing />}</td>
      <td className="plan-nowrap">{target && <Instant at={target.changedAt} dayOnly />}</td>
      <td className="plan-nowrap">{target && <Acts indicator={indicator} target={target} />}</td>
    </tr>
  );
}

function Acts({ indicator, target }: { readonly indicator: Indicator; readonly target: TargetItem }) {
  const t = useTexts(targetTexts);
  const { openTarget } = useTargetDrawer();
  const revise = useReviseTargetForm(indicator.plan, indicator.card, target);
  return (
    <>
      <Button size="small" type="link" onClick={() => openTarget(target)}>{t('history')} {t('versions', { count: target.history.length })}</Button>
      <ActButton quiet size="small" form={revise} />
    </>
  );
}

function CityYears({ targets, measurementUnit }: { readonly targets: readonly TargetItem[]; readonly measurementUnit: string }) {
  const t = useTexts(targetTexts);
  const years = targets.filter(({ unit }) => unit === cityCode).sort((a, b) => a.year - b.year);
  if (years.length < 2) return null;
  return (
    <section className="card">
      <h2>{t('cityYears')}</h2>
      <table className="plain-table plan-narrow">
        <thead><tr><th scope="col">{t('year')}</th><th scope="col" className="right">{t('aim', { unit: measurementUnit })}</th></tr></thead>
        <tbody>{years.map((target) => <tr key={target.year}><th scope="row"><To href={`/plan/indicators/${target.indicator}?show=targets&year=${target.year}`}>{target.year}</To></th><td className="right"><AimCell aim={target} /></td></tr>)}</tbody>
      </table>
    </section>
  );
}
