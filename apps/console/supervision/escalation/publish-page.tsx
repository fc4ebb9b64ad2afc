import '../findings.css';
import '../finding/finding.css';
import './escalation.css';
import { Button } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { To, useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { levelWords } from '../../../words/supervision-words.js';
import { useWord } from '../finding-signs.js';
import { RuleEditor } from './rule-editor.js';
import { newTrigger, type Rule } from './rule-words.js';
import { RulesTable } from './rules-table.js';
import { TryRules } from './try-rules.js';

const publishTexts = texts('supervision-publish-rules', {
  title: ['发布升级规则', 'Publish escalation rules'],
  hint: ['从现行规则改起；发布前先试算。只影响发布以后交办、延期、退回的问题。', 'Begin with the rules in force; try them first. Only what is issued, extended or returned later is affected.'],
  back: ['返回现行规则', 'Back to the rules in force'],
  shipped: ['改用系统范本', 'Begin with the model'],
  add: ['增加级别：{level}', 'Add the level {level}'],
});

const levels = Object.keys(levelWords) as Rule['level'][];

/** Writes rules of escalation, tries them on an example, and publishes them as a new version. */
export default function PublishPage() {
  const t = useTexts(publishTexts);
  const present = useView('GET /supervision/escalation-policy', {}, { now: true });
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span><span className="bar-space" /><To href="/supervision/escalation-policy">{t('back')}</To></div>
      <Answer view={present}>{({ rules, version }) => <Editor key={version} first={rules as readonly Rule[]} version={version} />}</Answer>
    </>
  );
}

const keptKey = 'zhiheng.draft.escalation-rules';

function Editor({ first, version }: { readonly first: readonly Rule[]; readonly version: number }) {
  const t = useTexts(publishTexts);
  const word = useWord();
  const { go } = useAddress();
  const shipped = useView('GET /supervision/escalation-policy/shipped', {}).data;
  const [rules, setRules] = useState<readonly Rule[]>(() => (JSON.parse(localStorage.getItem(keptKey) ?? 'null') as readonly Rule[] | null) ?? first);
  const put = (next: readonly Rule[]) => {
    const ordered = [...next].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
    setRules(ordered);
    localStorage.setItem(keptKey, JSON.stringify(ordered));
  };
  const absent = levels.filter((level) => !rules.some((rule) => rule.level === level));
  return (
    <>
      {rules.map((rule) => <RuleEditor key={rule.level} rule={rule} onChange={(changed) => put(rules.map((one) => (one.level === rule.level ? changed : one)))} onRemove={() => put(rules.filter(({ level }) => level !== rule.level))} />)}
      <p className="rule-adds">
        {absent.map((level) => <Button key={level} size="small" onClick={() => put([...rules, { level, when: [newTrigger('overdue')], recipients: [{ role: 'reporter', of: 'lead' }], text: { zh: '{number}“{title}”（到期日{due}）。', en: '{number} “{title}” (due on {due}).' } }])}>{t('add', { level: word(levelWords, level) })}</Button>)}
        {shipped && <Button size="small" onClick={() => put(shipped.rules as readonly Rule[])}>{t('shipped')}</Button>}
      </p>
      <TryRules rules={rules} />
      <div className="finding-acts">
        <span className="bar-space" />
        <ActButton
          type="primary"
          form={{
            route: 'POST /supervision/escalation-policy', title: { zh: '发布升级规则', en: 'Publish the rules' }, authority: 'required', wide: true, fixed: { rules },
            effect: <><p>{version} → {version + 1}</p><RulesTable rules={rules} /></>,
            onDone: () => { localStorage.removeItem(keptKey); go('/supervision/escalation-policy'); },
          }}
        />
      </div>
    </>
  );
}
