import { Button, DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { stepWords } from '../../../words/escalation-words.js';
import { levelWords } from '../../../words/supervision-words.js';
import { useAct } from '../../acts/use-act.js';
import { Told } from '../../frame/page-states.js';
import { cityTime } from '../../language/format.js';
import { texts, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { Instant } from '../../show/signs.js';
import { useWord } from '../finding-signs.js';
import { DueInput, type TimeAllowed } from '../finding/forms/due-input.js';
import type { Rule } from './rule-words.js';

const tryTexts = texts('supervision-try-rules', {
  title: ['试算', 'Try an example'],
  hint: ['看一件问题会在什么时候升到哪一级；不保存。', 'When would a finding be raised to which level? Nothing is recorded.'],
  issuedOn: ['交办日', 'Issued on'],
  due: ['整改时限', 'Time allowed'],
  try: ['试算', 'Try'],
  acknowledgeBy: ['签收期限', 'Acknowledge by'],
  dueAt: ['整改期限', 'Due'],
  level: ['级别', 'Level'],
  at: ['触发时间', 'Raised at'],
  because: ['事由', 'Because'],
});

type Preview = ReplyOf<'POST /supervision/escalation-policy/preview'>;

/** What rules do to an example: the rules in force, or those being written. */
export function TryRules({ rules }: { readonly rules?: readonly Rule[] }) {
  const t = useTexts(tryTexts);
  const { send, busy, problem } = useAct('POST /supervision/escalation-policy/preview');
  const [issuedOn, setIssuedOn] = useState(cityTime(new Date().toISOString()).date);
  const [due, setDue] = useState<TimeAllowed | undefined>({ days: 15, kind: 'working' });
  const [preview, setPreview] = useState<Preview>();
  const run = async () => {
    if (!due) return;
    setPreview(undefined);
    setPreview(await send({ body: { ...(rules ? { rules: [...rules] } : {}), issuedOn, due } }));
  };
  return (
    <section className="card">
      <h2>{t('title')}</h2>
      <p className="hint">{t('hint')}</p>
      <div className="try-rules">
        <label htmlFor="try-issued">{t('issuedOn')}</label><DatePicker id="try-issued" allowClear={false} value={dayjs(issuedOn)} onChange={(day) => day && setIssuedOn(day.format('YYYY-MM-DD'))} />
        <label htmlFor="try-due">{t('due')}</label><DueInput id="try-due" value={due} onChange={setDue} />
        <Button onClick={() => void run()} loading={busy} disabled={!due}>{t('try')}</Button>
      </div>
      {problem && <Told problem={problem} />}
      {preview && <Steps preview={preview} />}
    </section>
  );
}

function Steps({ preview: { acknowledgeBy, deadline } }: { readonly preview: Preview }) {
  const t = useTexts(tryTexts);
  const word = useWord();
  return (
    <div role="status">
      <dl className="fields"><div><dt>{t('acknowledgeBy')}</dt><dd><Instant at={acknowledgeBy} /></dd></div><div><dt>{t('dueAt')}</dt><dd><Instant at={deadline.dueAt} /></dd></div></dl>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('level')}</th><th scope="col">{t('at')}</th><th scope="col">{t('because')}</th></tr></thead>
        <tbody>{deadline.steps.map(({ level, at, trigger }) => <tr key={level + at}><th scope="row">{word(levelWords, level)}</th><td><Instant at={at} /></td><td>{word(stepWords, trigger)}</td></tr>)}</tbody>
      </table>
    </div>
  );
}
