import { Alert } from 'antd';
import { decimalText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { Fact, Facts, useWord } from '../../show/facts.js';
import { Instant, Missing, Position } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { followerStateWords } from '../../../words/system-words.js';
import { Wide } from '../../frame/wide.js';

const ledgerTexts = texts('audit-ledger', {
  damage: ['账本拒绝为此日志作证', 'The ledger does not vouch for this log'],
  damageAt: ['位置', 'at position'],
  state: ['状态', 'State'],
  size: ['已入账事件', 'Events in the ledger'],
  lag: ['{lag} 条待入账', '{lag} to come'],
  latest: ['最近检查点', 'Latest checkpoint'],
  root: ['根', 'Root'],
  origin: ['账本名称', 'Name of the ledger'],
  none: ['尚无', 'none yet'],
  keys: ['公钥及其启用、停用时间', 'Public keys and when they were in use'],
  key: ['公钥', 'Public key'],
  from: ['启用', 'From'],
  until: ['停用', 'Until'],
  inUse: ['使用中', 'in use'],
});

type LedgerNow = ReplyOf<'GET /ledger'>;

/** The ledger now: how much it holds, its latest checkpoint, and whether something is wrong. */
export function LedgerFacts({ ledger }: { readonly ledger: LedgerNow }) {
  const t = useTexts(ledgerTexts);
  const { say } = useLanguage();
  const word = useWord();
  const { latest, damage } = ledger;
  return (
    <div className="audit-ledger">
      {damage && <Alert type="error" showIcon className="spaced" title={t('damage')} description={<>{say(damage.text)} {damage.position !== null && <>{t('damageAt')} <Position at={damage.position} /></>}</>} />}
      <Facts>
        <Fact label={t('state')}>{word(followerStateWords, ledger.state)}{ledger.lag > 0 && <>{mark.comma}{t('lag', { lag: decimalText(ledger.lag) })}</>}</Fact>
        <Fact label={t('size')}>{decimalText(ledger.size)}</Fact>
        <Fact label={t('latest')}>{latest ? <><Position at={latest.size}>{decimalText(latest.size)}</Position> · <Instant at={latest.time} /></> : t('none')}</Fact>
        <Fact label={t('root')}>{latest ? <code className="audit-hash">{latest.root}</code> : <Missing />}</Fact>
        <Fact label={t('origin')}><code className="audit-hash">{ledger.origin}</code></Fact>
      </Facts>
    </div>
  );
}

/** Public keys of the ledger over time: for whoever checks signatures elsewhere. */
export function LedgerKeys({ ledger }: { readonly ledger: LedgerNow }) {
  const t = useTexts(ledgerTexts);
  return (
    <section className="card">
      <h2>{t('keys')}</h2>
      <Wide label={t('keys')}>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('key')}</th><th scope="col">{t('from')}</th><th scope="col">{t('until')}</th></tr></thead>
          <tbody>{ledger.keys.map(({ key, from, until }) => <tr key={key}><td><code className="audit-hash">{key}</code></td><td><Instant at={from} /></td><td>{until ? <Instant at={until} /> : t('inUse')}</td></tr>)}</tbody>
        </table>
      </Wide>
    </section>
  );
}
