import { Checkbox } from 'antd';
import { softCheckWords } from '../../../words/reporting-words.js';
import { EvidenceFile } from '../../acts/evidence-input.js';
import { useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import { useWord } from '../../show/facts.js';
import { Figure, Missing, Unit } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { StatusSign } from '../sheet/sheet-signs.js';
import type { SheetLine } from '../sheet/sheet-types.js';
import { boardTexts } from './board-texts.js';
import { difference } from './difference.js';

interface Why {
  readonly code: string;
  readonly because: Bilingual;
  readonly remedy: Bilingual;
}

/** Why this person cannot verify a value, by indicator. */
export type WhyNot = ReadonlyMap<string, Why>;

/** A value that waits to be verified. */
export const isWaiting = ({ cells }: SheetLine): boolean => cells[0]?.report?.status === 'reported' && cells[0].report.value !== null;

/** A declaration of "not applicable" that waits to be settled. */
export const isDeclared = ({ cells }: SheetLine): boolean => cells[0]?.report?.status === 'not-applicable-declared';

/** Nothing waits here. */
export const isSettled = (line: SheetLine): boolean => !isWaiting(line) && !isDeclared(line);

/** A value with what one looks at before verifying it. */
export function ValueRow({ line, active, chosen, canVerify, because, onActive, onChoose }: {
  readonly line: SheetLine;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly canVerify: boolean;
  readonly because: Why | undefined;
  readonly onActive: () => void;
  readonly onChoose: () => void;
}) {
  const t = useTexts(boardTexts);
  const { say } = useLanguage();
  const word = useWord();
  const { card, values, target } = line;
  const report = line.cells[0]!.report!;
  const foreign = because?.code === 'reporting.not-the-verifier';
  const last = values.at(-1)?.value;
  return (
    <tr className="verify-row" data-row={card.code} tabIndex={active ? 0 : -1} aria-selected={chosen} onFocus={onActive} onClick={onActive}>
      <td role="gridcell"><Checkbox tabIndex={-1} aria-label={t('chooseOne', { name: say(card.name) })} checked={chosen && canVerify} disabled={!canVerify} onChange={onChoose} /></td>
      <th scope="row">{say(card.name)}{because && <div className="verify-why">{t('cannot')}{mark.colon}{foreign ? <ForVerifier unit={card.verifier} /> : say(because.because)}</div>}</th>
      <td role="gridcell" className="right"><Figure value={report.value} unit={card.measurementUnit} /></td>
      <td role="gridcell" className="right"><Figure value={last} /></td>
      <td role="gridcell" className="right"><Figure value={difference(report.value, last)} /></td>
      <td role="gridcell" className="right"><Figure value={target?.value} /></td>
      <td role="gridcell"><StatusSign status={report.status} /></td>
      <td role="gridcell">{report.evidence.length === 0 ? <Missing /> : report.evidence.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />)}</td>
      <td role="gridcell" className="verify-note">{report.note ?? <Missing />}{report.warnings.length > 0 && <div className="panel-warnings">{report.warnings.map((code) => word(softCheckWords, code)).join(mark.semicolon)}</div>}</td>
    </tr>
  );
}

/** Who verifies instead, by name: the refusal itself knows the unit by its code only. */
function ForVerifier({ unit }: { readonly unit: string }) {
  const t = useTexts(boardTexts);
  const [before = '', after = ''] = t('verifier', { unit: '\u0000' }).split('\u0000');
  return <>{before}<Unit code={unit} />{after}</>;
}
