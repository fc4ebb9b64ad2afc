import { Button, Input } from 'antd';
import { EvidenceFile, EvidenceInput } from '../../acts/evidence-input.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useCellWork } from './edit-cell.js';
import { panelTexts } from './panel-texts.js';
import type { SheetStore } from './sheet-store.js';
import { sheetTexts } from './sheet-texts.js';
import type { SheetCell, SheetLine } from './sheet-types.js';

/** The note and the evidence that go with the value, and what there is to decide before it is sent. */
export function CellWork({ store, line: { card }, cell, unit }: { readonly store: SheetStore; readonly line: SheetLine; readonly cell: SheetCell; readonly unit: string }) {
  const t = useTexts(panelTexts);
  const s = useTexts(sheetTexts);
  const { say } = useLanguage();
  const work = useCellWork({ store }, `${card.code}/${cell.period}/value`);
  const { draft, told, theirs, open } = work;
  const note = draft?.note ?? cell.report?.note ?? '';
  const evidence = draft?.evidence ?? cell.report?.evidence.map(({ sha256 }) => sha256) ?? [];
  const id = `note-${card.code}-${cell.period}`;
  return (
    <div className="panel-work">
      {theirs && draft && (
        <div className="panel-conflict" role="alert">
          {s('conflictTold', { value: theirs.value ?? '—' })}
          <p><Button size="small" onClick={() => store.settle(card.code, cell.period, 'mine')}>{s('keepMine', { value: draft.value })}</Button> <Button size="small" onClick={() => store.settle(card.code, cell.period, 'theirs')}>{s('takeTheirs', { value: theirs.value ?? '—' })}</Button></p>
        </div>
      )}
      {told && <p className={`panel-told panel-told-${told.tone === 'note' && note ? 'noted' : told.tone}`} role={told.tone === 'invalid' ? 'alert' : 'status'}>{say(told.because)} {told.remedy && say(told.remedy)}</p>}
      <h3><label htmlFor={id}>{t('note')}</label></h3>
      {open ? <><Input.TextArea id={id} value={note} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={({ target }) => store.amend(card.code, cell.period, { note: target.value })} /><p className="panel-help">{t('noteHelp')}</p></> : <p id={id}>{note || '—'}</p>}
      <h3>{t('evidence')}{card.evidenceRequired && <small className="panel-must"> {t('evidenceNeeded')}</small>}</h3>
      {open
        ? <EvidenceInput unit={unit} value={evidence} onChange={(next) => store.amend(card.code, cell.period, { evidence: next ?? [] })} />
        : evidence.length === 0 ? <p className="missing">{t('evidenceNone')}</p> : <ul className="panel-files">{evidence.map((sha256) => <li key={sha256}><EvidenceFile sha256={sha256} /></li>)}</ul>}
    </div>
  );
}
