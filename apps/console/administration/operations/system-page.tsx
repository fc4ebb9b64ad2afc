import { useAbout } from '../../frame/person.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { Fact, Facts, useWord } from '../../show/facts.js';
import { mark } from '../../show/punctuation.js';
import { Light, Missing } from '../../show/signs.js';
import { LedgerFacts, LedgerKeys } from '../../audit/checkpoints/ledger-facts.js';
import { healthStateWords, outletWords, processWords, projectionWords, topicWords } from '../../../words/system-words.js';
import { DutyNote } from '../duty-note.js';
import { useHealth, type Health, type HealthPart } from './use-health.js';
import '../../audit/audit.css';
import '../administration.css';

const pageTexts = texts('admin-system', {
  title: ['运行状况', 'Health'],
  ready: ['系统就绪', 'Ready'],
  notReady: ['系统未就绪', 'Not ready'],
  about: ['版本与设置', 'Version and settings'],
  version: ['版本', 'Version'],
  mode: ['运行方式', 'Mode'],
  demo: ['演示（演示数据和公开口令，不得用于实际工作）', 'demonstration (made-up data and public passwords; not for real work)'],
  real: ['正式', 'real'],
  plan: ['方案', 'Plan'],
  year: ['当前年度', 'Current year'],
  origin: ['日志编号', 'Id of the log'],
  settings: ['其他设置由运维人员在服务器环境变量中给出（见《配置》），不在此显示。', 'Other settings are environment variables of the server (see the configuration reference) and are not shown here.'],
  parts: ['各部分', 'Parts'],
  needed: ['必需', 'needed'],
  all: ['全部 {count} 个部分（{up} 个正常）', 'All {count} parts ({up} up)'],
  allUp: ['全部 {count} 个部分正常。', 'All {count} parts are up.'],
  noHealth: ['此地址读不到健康页。', 'The health page is not reached through this address.'],
  ledger: ['账本', 'The ledger'],
});

const colours = { up: 'green', degraded: 'yellow', down: 'red' } as const;
const groups: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  log: { zh: '事件日志', en: 'Event log' }, ledger: { zh: '账本', en: 'Ledger' }, projection: { zh: '投影', en: 'Projection' }, process: { zh: '自动办理', en: 'Process' }, topic: { zh: '对外消息', en: 'Topic' }, notices: { zh: '通知', en: 'Notices' }, outlet: { zh: '通知渠道', en: 'Way of notices' }, witness: { zh: '见证方', en: 'Witness' }, reconciliation: { zh: '对账', en: 'Reconciliation' },
};

function Part({ part }: { readonly part: HealthPart }) {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  const word = useWord();
  const [group = '', name] = part.name.split('/');
  const title = name === undefined ? '' : `${mark.colon}${word({ ...projectionWords, ...processWords, ...topicWords, ...outletWords }, name)}`;
  return <li><Light colour={colours[part.state]} word={word(healthStateWords, part.state)} /> <strong>{say(groups[group] ?? { zh: group, en: group })}{title}</strong> {part.needed && <small>{mark.open}{t('needed')}{mark.close}</small>} {part.state !== 'up' && say(part.text)}</li>;
}

function Parts({ health }: { readonly health: Health }) {
  const t = useTexts(pageTexts);
  const bad = health.parts.filter(({ state }) => state !== 'up');
  const up = health.parts.length - bad.length;
  return (
    <>
      {bad.length > 0 ? <ul className="admin-parts">{bad.map((part) => <Part key={part.name} part={part} />)}</ul> : <p>{t('allUp', { count: health.parts.length })}</p>}
      <details><summary>{t('all', { count: health.parts.length, up })}</summary><ul className="admin-parts">{health.parts.map((part) => <Part key={part.name} part={part} />)}</ul></details>
    </>
  );
}

/** Version, settings that are told, health of every part and the ledger. */
export default function SystemPage() {
  const t = useTexts(pageTexts);
  const about = useAbout();
  const health = useHealth();
  const ledger = useView('GET /ledger', {}, { now: true });
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1>{health && <strong role="status"><Light colour={health.ready ? 'green' : 'red'} word={t(health.ready ? 'ready' : 'notReady')} /></strong>}</div>
      <DutyNote />
      <div className="columns">
        <section className="card"><h2>{t('parts')}</h2>{health ? <Parts health={health} /> : health === null && <Nothing>{t('noHealth')}</Nothing>}</section>
        <section className="card">
          <h2>{t('about')}</h2>
          <Facts>
            <Fact label={t('version')}>{about?.version ?? <Missing />}</Fact>
            <Fact label={t('mode')}>{about && t(about.demo ? 'demo' : 'real')}</Fact>
            <Fact label={t('plan')}><code>{about?.plan}</code></Fact>
            <Fact label={t('year')}>{about?.year}</Fact>
            <Fact label={t('origin')}><code className="audit-hash">{about?.origin}</code></Fact>
          </Facts>
          <p className="hint">{t('settings')}</p>
        </section>
      </div>
      <section className="card"><h2>{t('ledger')}</h2><Answer view={ledger}>{(now) => <LedgerFacts ledger={now} />}</Answer></section>
      {ledger.data && <LedgerKeys ledger={ledger.data} />}
    </>
  );
}
