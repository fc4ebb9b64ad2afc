import { Button, Input, Select } from 'antd';
import { useId } from 'react';
import { recipientRoleWords, ruleDayWords, triggerTexts } from '../../../words/escalation-words.js';
import { levelWords } from '../../../words/supervision-words.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useWord } from '../finding-signs.js';
import { newTrigger, numberOf, recipientWord, triggerWord, type Recipient, type Rule, type Trigger } from './rule-words.js';

const editorTexts = texts('supervision-rule-editor', {
  when: ['何时触发（有一项即可）', 'When (any of these)'],
  number: ['“{trigger}”的数目', 'Number of “{trigger}”'],
  kind: ['日的种类', 'Kind of days'],
  add: ['增加触发条件', 'Add a trigger'],
  remove: ['删去“{trigger}”', 'Remove “{trigger}”'],
  removeLevel: ['取消这一级', 'Remove this level'],
  told: ['通知谁', 'Who is told'],
  textZh: ['通知文字（中文）', 'What they read (Chinese)'],
  textEn: ['通知文字（英文）', 'What they read (English)'],
  places: ['可用 {number}【编号】、{title}【事项】、{due}【到期日】、{unit}【责任单位】，发出时换成该问题的内容。', 'Places: {number} [number], {title} [matter], {due} [due date], {unit} [unit]; filled in for each finding when it is sent.'],
  times: ['次', 'times'],
  months: ['个月', 'months'],
  quarter: ['季度', 'quarter'],
});

const kinds = Object.keys(triggerTexts) as Trigger['kind'][];
const recipients: readonly Recipient[] = (['lead', 'supporting', 'city'] as const).flatMap((of) => Object.keys(recipientRoleWords).filter((role) => (of === 'city' ? role !== 'reporter' : role === 'reporter' || role === 'inspector')).map((role) => ({ role, of })));
const keyOf = ({ role, of }: Recipient): string => `${of}.${role}`;

/** One level of the rules: what raises it, whom it tells, what they read. */
export function RuleEditor({ rule, onChange, onRemove }: { readonly rule: Rule; readonly onChange: (rule: Rule) => void; readonly onRemove: () => void }) {
  const t = useTexts(editorTexts);
  const { say } = useLanguage();
  const word = useWord();
  const id = useId();
  const { level, when, text } = rule;
  const free = kinds.filter((kind) => !when.some((one) => one.kind === kind));
  const known = [...new Map([...recipients, ...rule.recipients].map((one) => [keyOf(one), one])).values()];
  return (
    <section className="card rule">
      <header><h2>{word(levelWords, level)}</h2><Button size="small" type="link" onClick={onRemove}>{t('removeLevel')}</Button></header>
      <fieldset className="rule-when">
        <legend>{t('when')}</legend>
        {when.map((trigger) => <TriggerEditor key={trigger.kind} trigger={trigger} onChange={(changed) => onChange({ ...rule, when: when.map((one) => (one.kind === trigger.kind ? changed : one)) })} onRemove={() => onChange({ ...rule, when: when.filter((one) => one.kind !== trigger.kind) })} />)}
        {free.length > 0 && <Select size="small" aria-label={t('add')} value={null} placeholder={t('add')} popupMatchSelectWidth={false} onChange={(kind: Trigger['kind'] | null) => kind && onChange({ ...rule, when: [...when, newTrigger(kind)] })} options={free.map((kind) => ({ value: kind, label: say(triggerWord(newTrigger(kind))) }))} />}
      </fieldset>
      <div className="rule-field"><label htmlFor={`${id}-told`}>{t('told')}</label><Select id={`${id}-told`} mode="multiple" value={rule.recipients.map(keyOf)} onChange={(keys: string[]) => onChange({ ...rule, recipients: keys.map((key) => known.find((one) => keyOf(one) === key)!) as Rule['recipients'] })} options={known.map((one) => ({ value: keyOf(one), label: say(recipientWord(one)) }))} /></div>
      <div className="rule-field"><label htmlFor={`${id}-zh`}>{t('textZh')}</label><Input.TextArea id={`${id}-zh`} autoSize value={text.zh} maxLength={500} onChange={({ target }) => onChange({ ...rule, text: { ...text, zh: target.value } })} /></div>
      <div className="rule-field"><label htmlFor={`${id}-en`}>{t('textEn')}</label><Input.TextArea id={`${id}-en`} autoSize lang="en" value={text.en} maxLength={500} onChange={({ target }) => onChange({ ...rule, text: { ...text, en: target.value } })} /></div>
      <small className="hint">{t('places', { number: '{number}', title: '{title}', due: '{due}', unit: '{unit}' })}</small>
    </section>
  );
}

function TriggerEditor({ trigger, onChange, onRemove }: { readonly trigger: Trigger; readonly onChange: (trigger: Trigger) => void; readonly onRemove: () => void }) {
  const t = useTexts(editorTexts);
  const { say } = useLanguage();
  const called = say(triggerWord(trigger));
  const { name, value } = numberOf(trigger);
  const least = name === 'days' ? 0 : 1;
  return (
    <div className="rule-trigger">
      <span className="rule-trigger-words">{called}</span>
      <Input size="small" className="figure-input rule-number" inputMode="numeric" aria-label={t('number', { trigger: called })} value={value} onChange={({ target }) => /^\d{1,3}$/.test(target.value) && Number(target.value) >= least && onChange({ ...trigger, [name]: Number(target.value) } as Trigger)} />
      {'dayKind' in trigger ? <Select size="small" aria-label={t('kind')} value={trigger.dayKind} onChange={(dayKind) => onChange({ ...trigger, dayKind })} popupMatchSelectWidth={false} options={(['working', 'calendar'] as const).map((one) => ({ value: one, label: say(ruleDayWords[one]) }))} /> : <span>{name !== 'days' && t(name)}</span>}
      <Button size="small" type="text" aria-label={t('remove', { trigger: called })} onClick={onRemove}>×</Button>
    </div>
  );
}
