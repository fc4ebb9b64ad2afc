import { texts, useTexts } from '../../language/texts.js';
import { usePermissions } from '../../server/views.js';
import { AccessLogList } from './access-log-list.js';
import { ChainCheck } from './chain-check.js';
import { Seals } from './seals.js';
import '../audit.css';

const accessTexts = texts('audit-access', {
  title: ['访问日志', 'Access log'],
  hint: ['登录、被拒的访问、查阅敏感内容和导出。查阅本页本身也会记入。', 'Sign-ins, refusals, sensitive reads and exports. Reading this page is an entry too.'],
});

/** The access log for auditors: its entries, its chain, its seals. */
export default function AccessPage() {
  const t = useTexts(accessTexts);
  const { may } = usePermissions();
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <ChainCheck />
      <AccessLogList />
      {may('GET /access-log/seals') && <Seals />}
    </>
  );
}
