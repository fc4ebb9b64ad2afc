import { ActButton } from '../acts/act-button.js';
import { texts, useTexts } from '../language/texts.js';
import { usePageSubject } from '../trace/trace.js';
import { useView } from '../server/views.js';
import { TraceButton } from '../trace/trace-button.js';
import { AccessLogList } from '../audit/access/access-log-list.js';
import { ChainCheck } from '../audit/access/chain-check.js';
import { Seals } from '../audit/access/seals.js';
import { DutyNote } from './duty-note.js';
import '../audit/audit.css';
import './administration.css';

const pageTexts = texts('admin-access-log', {
  title: ['访问日志管理', 'Keeping the access log'],
  hint: ['登录、被拒的访问、查阅敏感内容和导出。查阅本页本身也会记入。', 'Sign-ins, refusals, sensitive reads and exports. Reading this page is an entry too.'],
  seals: ['把链头写入事件日志并由账本检查点覆盖：此前的条目从此不能改动、删减而不被发现。没有新条目则不记录。', 'The head of the chain goes into the event log and under the ledger\'s checkpoints: nothing before it can be changed or removed unnoticed. Nothing is recorded when no entry is new.'],
  last: ['上次封存至第 {seq} 条。', 'Sealed up to entry {seq} so far.'],
  never: ['此前尚未封存。', 'Not sealed so far.'],
  trims: ['删除保存满 {days} 天且已封存的条目，只能从头整段删除；删除本身、范围和理由记入事件日志。删除后不能恢复。', 'Removes entries that were kept for {days} days and are sealed, only a whole beginning; the removal, its extent and reason go into the event log. It cannot be undone.'],
});

const subject = { kind: 'access-log', key: 'access-log' } as const;

/** The access log for the audit administrator: seal it, remove what was kept long enough, check and read it. */
export default function AccessLogPage() {
  const t = useTexts(pageTexts);
  const { data } = useView('GET /access-log/seals', { query: { limit: 200 } }, { now: true });
  usePageSubject(subject);
  const last = data?.items.find(({ kind }) => kind === 'sealed');
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1><TraceButton subject={subject} /><span className="bar-space" />
        <span className="admin-row-acts">
          <ActButton type="primary" form={{ route: 'POST /access-log/sealing', title: { zh: '立即封存', en: 'Seal now' }, effect: <>{t('seals')} {last ? t('last', { seq: last.seq }) : t('never')}</>, reason: 'optional' }} />
          <ActButton danger form={{ route: 'POST /access-log/retention', title: { zh: '清除到期条目', en: 'Remove old entries' }, effect: t('trims', { days: data?.keptDays ?? '—' }), fields: [{ name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'area', required: true, maxLength: 2000, help: { zh: '记入日志，今后查得到。', en: 'Written into the log, to be found later.' } }] }} />
        </span>
      </div>
      <p className="hint">{t('hint')}</p>
      <DutyNote />
      <ChainCheck />
      <AccessLogList />
      <Seals />
    </>
  );
}
