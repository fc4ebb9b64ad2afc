import { Button, Input, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { EvidenceInput } from '../acts/evidence-input.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { bonusDocumentWords } from '../../words/assessment-words.js';
import { rewardLevelWords } from '../../words/supervision-words.js';
import type { Form } from './claims.js';
import type { BonusDraft } from './self-draft.js';
import { selfTexts } from './self-texts.js';
import { mark } from '../show/punctuation.js';

/** One bonus claim: the rule, the level and document that it names, and evidence. */
function BonusRow({ bonus, form, unit, change, remove, problem }: {
  readonly bonus: BonusDraft; readonly form: Form; readonly unit: string; readonly change: (bonus: BonusDraft) => void; readonly remove: () => void; readonly problem: string | undefined;
}) {
  const t = useTexts(selfTexts);
  const { say } = useLanguage();
  const id = useId();
  const rule = form.bonusRules.find((one) => one.rule === bonus.rule);
  const field = (name: string, label: string, input: ReactNode, wide = false) => <div className={wide ? 'assessment-wide' : undefined}><label htmlFor={`${id}-${name}`}>{label}</label>{input}</div>;
  const word = (words: typeof rewardLevelWords, code: string) => say(words[code] ?? { zh: code, en: code });
  return (
    <section className="assessment-bonus" aria-label={t('bonus', { claim: bonus.claim })}>
      <header><span>{t('bonus', { claim: bonus.claim })}{rule?.cap && <small>{mark.open}{t('cap', { cap: rule.cap })}{mark.close}</small>}</span> <Button size="small" onClick={remove} aria-label={t('removeBonus', { claim: bonus.claim })}>×</Button></header>
      {field('rule', t('rule1'), <Select id={`${id}-rule`} value={bonus.rule} placeholder={t('choose')} onChange={(next: string) => { const { level: _level, documentType: _type, ...rest } = bonus; change({ ...rest, rule: next }); }} options={form.bonusRules.map((one) => ({ value: one.rule, label: say(one.title) }))} />)}
      {field('level', t('level'), <Select id={`${id}-level`} value={bonus.level} placeholder={t('choose')} disabled={!rule} onChange={(level: string) => change({ ...bonus, level })} options={Object.entries(rule?.points ?? {}).map(([code, points]) => ({ value: code, label: `${word(rewardLevelWords, code)}${mark.open}${t('bonusPoints', { points })}${mark.close}` }))} />)}
      {field('type', t('documentType'), <Select id={`${id}-type`} value={bonus.documentType} placeholder={t('choose')} disabled={!rule} onChange={(documentType: string) => change({ ...bonus, documentType })} options={(rule?.documentTypes ?? []).map((code) => ({ value: code, label: word(bonusDocumentWords, code) }))} />)}
      {field('document', t('document'), <Input id={`${id}-document`} maxLength={200} value={bonus.document ?? ''} onChange={({ target }) => change({ ...bonus, document: target.value })} />)}
      {field('matter', t('matter'), <Input id={`${id}-matter`} maxLength={500} value={bonus.matter ?? ''} onChange={({ target }) => change({ ...bonus, matter: target.value })} />, true)}
      {field('evidence', t('evidence'), <EvidenceInput id={`${id}-evidence`} unit={unit} value={bonus.evidence} onChange={(evidence) => change({ ...bonus, evidence: evidence ?? [] })} />, true)}
      {problem && <p className="late assessment-wide" role="alert">{problem}</p>}
    </section>
  );
}

/** The bonus claims of a self-assessment. `problems` are the server's words about each, by its place. */
export function BonusRows({ bonuses, form, unit, change, add, problems }: {
  readonly bonuses: readonly BonusDraft[]; readonly form: Form; readonly unit: string; readonly change: (bonuses: readonly BonusDraft[]) => void; readonly add: () => void; readonly problems: ReadonlyMap<number, string>;
}) {
  const t = useTexts(selfTexts);
  return (
    <>
      {bonuses.length === 0 && <p>{t('noBonuses')}</p>}
      {bonuses.map((bonus, n) => (
        <BonusRow key={bonus.claim} bonus={bonus} form={form} unit={unit} change={(next) => change(bonuses.map((one, i) => (i === n ? next : one)))} remove={() => change(bonuses.filter((_, i) => i !== n))} problem={problems.get(n)} />
      ))}
      {form.bonusRules.length > 0 && <Button onClick={add}>{t('addBonus')}</Button>}
    </>
  );
}
