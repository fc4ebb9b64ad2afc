import type { Column } from '../lists/columns.js';
import { cityTime } from '../language/format.js';
import { useLanguage, useTexts, texts } from '../language/texts.js';
import { mark } from '../show/punctuation.js';
import { Instant, Missing, Position } from '../show/signs.js';
import type { Change } from '../trace/change-line.js';

const cellTexts = texts('audit-history-cells', { none: ['（无）', '(none)'] });

/** What happened, in a sentence, with what was there before struck through beside what is there now. */
export function Sentence({ change }: { readonly change: Change }) {
  const t = useTexts(cellTexts);
  const { say } = useLanguage();
  const moved = change.fields.filter(({ before }) => before);
  return (
    <div className="audit-sentence">
      {say(change.sentence)}
      {moved.length > 0 && <ul className="audit-differences">{moved.map(({ name, label, before, after }) => <li key={name}><small>{say(label)}</small><del>{say(before!)}</del> {after ? <ins>{say(after)}</ins> : <span className="missing">{t('none')}</span>}</li>)}</ul>}
    </div>
  );
}

/** The columns of the change history; texts for files in the language on the screen. */
export function useHistoryColumns(): readonly Column<Change>[] {
  const { say } = useLanguage();
  const at = (instant: string): string => { const { date, time, seconds } = cityTime(instant); return `${date} ${time}:${seconds}`; };
  return [
    { key: 'at', title: { zh: '时间', en: 'When' }, width: 145, frozen: 'left', text: ({ recordedAt }) => at(recordedAt), cell: ({ recordedAt, position }) => <Instant at={recordedAt} position={position} /> },
    { key: 'what', title: { zh: '变更', en: 'What changed' }, width: 360, always: true, text: ({ sentence }) => say(sentence), cell: (change) => <Sentence change={change} /> },
    { key: 'changes', title: { zh: '改前 → 改后', en: 'Before → after' }, width: 240, hidden: true, text: ({ fields }) => fields.map(({ label, before, after }) => `${say(label)}${mark.colon}${before ? say(before) : '—'} → ${after ? say(after) : '—'}`).join(mark.semicolon) },
    { key: 'who', title: { zh: '办理人', en: 'Who' }, width: 120, text: ({ actor }) => say(actor.name) },
    { key: 'role', title: { zh: '角色', en: 'Role' }, width: 110, hidden: true, text: ({ role }) => role && say(role.name) },
    { key: 'actor-unit', title: { zh: '办理单位', en: 'Unit of the person' }, width: 150, hidden: true, text: ({ actorUnit }) => actorUnit && say(actorUnit.name), cell: ({ actorUnit }) => (actorUnit ? say(actorUnit.name) : <Missing />) },
    { key: 'about', title: { zh: '所涉单位', en: 'About' }, width: 95, text: ({ unit }) => unit && say(unit.name), cell: ({ unit }) => (unit ? say(unit.name) : <Missing />) },
    { key: 'reason', title: { zh: '理由', en: 'Reason' }, width: 130, text: ({ reason }) => reason },
    { key: 'document', title: { zh: '依据', en: 'Document' }, width: 120, text: ({ authority }) => authority },
    { key: 'thing', title: { zh: '事项', en: 'Thing' }, width: 120, hidden: true, text: ({ subject }) => `${say(subject.title)} ${subject.key}` },
    { key: 'type', title: { zh: '类型', en: 'Type' }, width: 120, hidden: true, text: ({ title }) => say(title) },
    { key: 'position', title: { zh: '位置', en: 'Position' }, width: 70, align: 'right', text: ({ position }) => position, cell: ({ position }) => <Position at={position} /> },
  ];
}
