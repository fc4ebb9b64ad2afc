import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { To } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useTexts } from '../../language/texts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { usePageSubject } from '../../trace/trace.js';
import { useBoard, type BoardAddress, type BoardLine } from '../board/board-data.js';
import { difference } from '../decimals.js';
import { explainTexts } from './explain-texts.js';
import { ScoreExplainer } from './score-explainer.js';

/** The units just above and below, each leading to its own explanation. */
function Neighbours({ path, unit }: { readonly path: BoardAddress; readonly unit: string }) {
  const t = useTexts(explainTexts);
  const nameOf = useUnitNames();
  const { data } = useBoard(path);
  const ranked = (data?.lines ?? []).filter(({ rank }) => rank !== null);
  const at = ranked.findIndex((line) => line.unit === unit);
  const own = ranked[at];
  if (!own) return null;
  const link = (other: BoardLine | undefined, key: 'better' | 'worse') =>
    other && <To href={`/scores/${path.group}/${path.year}/${other.unit}`}>{t(key, { unit: nameOf(other.unit), score: other.published ?? '', gap: difference(key === 'better' ? other.published! : own.published!, key === 'better' ? own.published! : other.published!) })}</To>;
  return <>{link(ranked[at - 1], 'better')} {link(ranked[at + 1], 'worse')}</>;
}

/** A unit's score as a page of its own: for the unit, for auditors, to be printed. */
export default function ExplainPage({ group, year, unit }: { readonly group: string; readonly year: string; readonly unit: string }) {
  const t = useTexts(explainTexts);
  const nameOf = useUnitNames();
  const { plan } = usePlanYear();
  usePageSubject({ kind: 'unit', key: unit });
  return (
    <>
      <div className="page-head">
        <h1>{t('page', { unit: nameOf(unit), year })}</h1>
        <To href={`/scores/${group}/${year}`} className="no-print">{t('board')}</To>
        <span className="bar-space" />
        <span className="no-print scores-neighbours"><Neighbours path={{ plan, year, group }} unit={unit} /></span>
        <Button size="small" className="no-print" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('print')}</Button>
      </div>
      <ScoreExplainer source={{ kind: 'live', plan, year, group, unit }} inPage />
    </>
  );
}
