import { deliveryWords, dossierStatusWords } from '../../words/cadre-words.js';
import { To } from '../frame/address.js';
import { cityTime } from '../language/format.js';
import { useTexts } from '../language/texts.js';
import type { Column, Filter } from '../lists/columns.js';
import { ServerList } from '../lists/server-list.js';
import { usePermissions, useView } from '../server/views.js';
import { optionsOf, useWord } from '../show/facts.js';
import { Figure, Instant, Missing, Unit } from '../show/signs.js';
import { useUnitNames } from '../show/unit-names.js';
import { BulkDispatch } from './bulk-dispatch.js';
import type { DossierLine } from './cadre-forms.js';
import { DeliverySign, DossierStatus, Rank } from './cadre-signs.js';
import { cadreTexts } from './cadre-texts.js';

const pageOf = ({ round, unit, version }: DossierLine): string => `/cadre-review/dossiers/${round}/${unit}/${version}`;
const dayOf = (at: string | undefined): string | null => (at ? cityTime(at).date : null);

function useColumns(): readonly Column<DossierLine>[] {
  const t = useTexts(cadreTexts);
  const word = useWord();
  const name = useUnitNames();
  return [
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, text: ({ unit }) => name(unit), cell: (row) => <To href={pageOf(row)}><Unit code={row.unit} /></To>, width: 120, frozen: 'left', always: true },
    { key: 'year', title: { zh: '年度', en: 'Year' }, text: ({ year }) => year, width: 70 },
    { key: 'version', title: { zh: '版本', en: 'Version' }, text: ({ version }) => version, width: 70, align: 'right' },
    { key: 'status', title: { zh: '状态', en: 'Status' }, text: ({ status }) => word(dossierStatusWords, status), cell: ({ status }) => <DossierStatus status={status} />, width: 116 },
    { key: 'delivery', title: { zh: '取走情况', en: 'Delivery' }, text: ({ delivery, status }) => (delivery !== 'taken' && (status === 'acknowledged' || status === 'rejected') ? null : word(deliveryWords, delivery)), cell: ({ delivery, status }) => <DeliverySign delivery={delivery} status={status} />, width: 120 },
    { key: 'score', title: { zh: '得分（分）', en: 'Score (points)' }, text: ({ result }) => result.published, cell: ({ result }) => <Figure value={result.published} />, width: 100, align: 'right' },
    { key: 'grade', title: { zh: '等次', en: 'Grade' }, text: ({ result }) => result.grade, cell: ({ result }) => result.grade ?? <Missing />, width: 70 },
    { key: 'rank', title: { zh: '位次', en: 'Rank' }, text: ({ result }) => result.rank, cell: ({ result: { rank, of } }) => <Rank rank={rank} of={of} />, width: 80, align: 'right' },
    { key: 'number', title: { zh: '函号', en: 'Letter' }, text: ({ number }) => number, width: 205 },
    { key: 'preparedAt', title: { zh: '备材料', en: 'Prepared' }, text: ({ preparedAt }) => dayOf(preparedAt), cell: ({ preparedAt }) => <Instant at={preparedAt} dayOnly />, width: 112 },
    { key: 'dispatchedAt', title: { zh: '报送', en: 'Handed over' }, text: ({ dispatched }) => dayOf(dispatched?.at), cell: ({ dispatched }) => <Instant at={dispatched?.at} dayOnly />, width: 112 },
    { key: 'settledAt', title: { zh: '回执', en: 'Receipt' }, text: ({ settled }) => dayOf(settled?.at), cell: ({ settled }) => (settled ? <><Instant at={settled.at} dayOnly />{settled.reason && <div>{t('rejectedBecause', { reason: settled.reason })}</div>}</> : <Missing />), width: 180 },
    { key: 'round', title: { zh: '轮次', en: 'Round' }, text: ({ round }) => round, width: 140, hidden: true },
  ];
}

/** The register of dossiers: the latest version of each unless all are chosen; those prepared can be handed over together. */
export function DossierList() {
  const t = useTexts(cadreTexts);
  const { may } = usePermissions();
  const { data: rounds } = useView('GET /cadre-review/rounds', {});
  const filters: readonly Filter[] = [
    { field: 'round', title: { zh: '轮次', en: 'Round' }, kind: 'choice', options: (rounds?.items ?? []).map(({ round, title }) => ({ value: round, label: title })), pinned: true },
    { field: 'status', title: { zh: '状态', en: 'Status' }, kind: 'choice', options: optionsOf(dossierStatusWords), pinned: true },
    { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit' },
    { field: 'versions', title: { zh: '版本', en: 'Versions' }, kind: 'choice', options: [{ value: 'latest', label: { zh: '只看最新', en: 'latest only' } }, { value: 'all', label: { zh: '全部版本', en: 'all' } }] },
  ];
  const hands = may('POST /cadre-review/dossiers/:round/:unit/dispatch');
  return (
    <>
      <h2>{t('dossiers')}</h2>
      <ServerList
        route="GET /cadre-review/dossiers" name="dossiers" title={{ zh: '材料台账', en: 'Dossiers' }} columns={useColumns()} filters={filters} rowKey={({ dossier, version }) => `${dossier}.${version}`} open={pageOf}
        subject={({ dossier }) => ({ kind: 'dossier', key: dossier })} empty={t('noDossiers')}
        {...(hands ? { bulk: (rows: readonly DossierLine[], clear: () => void) => <BulkDispatch rows={rows} clear={clear} />, choosable: ({ status, latest }: DossierLine) => status === 'prepared' && latest } : {})}
      />
    </>
  );
}
