import { To, useAddress } from '../frame/address.js';
import { Answer, Nothing } from '../frame/page-states.js';
import { usePlanYear } from '../frame/plan-year.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { useGroups, useSheets } from '../scores/board/board-data.js';
import { useFollowedBoard } from './city-data.js';
import { cockpitTexts } from './cockpit-texts.js';
import './cockpit.css';
import { Crumbs } from './crumbs.js';
import { HeatTable } from './heat-table.js';

/** Units × indicators of a group: where the city is strong, weak, or without data. */
export default function HeatPage() {
  const t = useTexts(cockpitTexts);
  const { say } = useLanguage();
  const { plan, year } = usePlanYear();
  const { params } = useAddress();
  const { groups, shapes } = useGroups(plan, year);
  const codes = [...(groups.data?.groups ?? [])].sort((a, b) => b.units - a.units).map(({ group }) => group);
  const group = params.get('group') ?? codes[0] ?? '';
  const titleOf = (code: string): string => (shapes.has(code) ? say(shapes.get(code)!.title) : code);
  return (
    <div className="cockpit">
      <Crumbs steps={[{ text: t('title'), href: '/cockpit' }, { text: t('heat') }]} />
      <header className="page-head">
        <h1>{t('heatTitle', { year, group: titleOf(group) })}</h1>
        <nav className="cockpit-modes" aria-label={t('group')}>{codes.map((code) => <To key={code} href={`/cockpit/heat?group=${code}`} aria-current={code === group ? 'page' : undefined}>{titleOf(code)}</To>)}</nav>
      </header>
      <Answer view={groups}>{() => (group === '' ? <div className="card"><Nothing>{t('none', { year })} {t('noneHint')}</Nothing></div> : <Group key={group} group={group} />)}</Answer>
    </div>
  );
}

function Group({ group }: { readonly group: string }) {
  const { path, view, board } = useFollowedBoard(group);
  const sheets = useSheets(path, board?.lines);
  return <Answer view={view}>{({ lines }) => <HeatTable lines={lines} sheets={sheets} />}</Answer>;
}
