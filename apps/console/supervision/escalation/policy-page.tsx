import '../findings.css';
import './escalation.css';
import { To, useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Instant } from '../../show/signs.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { Actor } from '../finding-signs.js';
import { RulesTable } from './rules-table.js';
import { TryRules } from './try-rules.js';
import { Wide } from '../../frame/wide.js';

const policyTexts = texts('supervision-policy', {
  title: ['督办升级规则', 'Escalation rules'],
  hint: ['交办时按当时的规则定下各级触发时间，以后改规则不影响已交办的问题。', 'Each order gets its steps by the rules of its day; later rules do not change them.'],
  publish: ['发布新规则', 'Publish new rules'],
  inForce: ['现行：第 {version} 版', 'In force: version {version}'],
  older: ['第 {version} 版', 'Version {version}'],
  document: ['文号', 'Document'],
  adopted: ['发布', 'Published'],
  replaced: ['停用', 'Replaced'],
  versions: ['历次版本', 'Versions'],
  version: ['版本', 'Version'],
  present: ['现行', 'in force'],
  shown: ['正在查看', 'shown'],
});

/** The rules of escalation in words, every version of them, and what they would do to an example. */
export default function PolicyPage() {
  const t = useTexts(policyTexts);
  const { may } = usePermissions();
  const { params } = useAddress();
  const version = params.get('version');
  const present = useView('GET /supervision/escalation-policy', {}, { enabled: version === null });
  const older = useView('GET /supervision/escalation-policy/versions/:version', { path: { version: version ?? '1' } }, { enabled: version !== null });
  usePageSubject({ kind: 'escalation-policy', key: 'city' });
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1><span className="hint">{t('hint')}</span>
        <span className="bar-space" />
        <TraceButton subject={{ kind: 'escalation-policy', key: 'city' }} />
        {may('POST /supervision/escalation-policy') && <To className="finding-button finding-button-next" href="/supervision/escalation-policy/new">{t('publish')}</To>}
      </div>
      <Answer view={version === null ? present : older}>
        {(policy) => (
          <section className="card">
            <h2>{policy.inForce ? t('inForce', { version: policy.version }) : t('older', { version: policy.version })}</h2>
            <dl className="fields">
              <div><dt>{t('document')}</dt><dd>{policy.document}</dd></div>
              <div><dt>{t('adopted')}</dt><dd><Instant at={policy.adoptedAt} /> · <Actor actor={policy.adoptedBy} /></dd></div>
              {policy.replacedAt && <div><dt>{t('replaced')}</dt><dd><Instant at={policy.replacedAt} /></dd></div>}
            </dl>
            <RulesTable rules={policy.rules} />
          </section>
        )}
      </Answer>
      {may('POST /supervision/escalation-policy/preview') && <TryRules />}
      <Versions shown={version} />
    </>
  );
}

function Versions({ shown }: { readonly shown: string | null }) {
  const t = useTexts(policyTexts);
  const view = useView('GET /supervision/escalation-policy/versions', { query: { limit: 100 } });
  return (
    <section className="card">
      <h2>{t('versions')}</h2>
      <Answer view={view}>
        {({ items }) => (
          <Wide label={t('versions')}>
            <table className="plain-table">
              <thead><tr><th scope="col">{t('version')}</th><th scope="col">{t('document')}</th><th scope="col">{t('adopted')}</th><th scope="col">{t('replaced')}</th></tr></thead>
              <tbody>
                {items.map(({ version, document, adoptedAt, replacedAt, inForce }) => (
                  <tr key={version}>
                    <th scope="row"><To href={`/supervision/escalation-policy${inForce ? '' : `?version=${version}`}`}>{t('older', { version })}</To> {inForce && t('present')} {shown === String(version) && t('shown')}</th>
                    <td>{document}</td><td><Instant at={adoptedAt} dayOnly /></td><td>{replacedAt ? <Instant at={replacedAt} dayOnly /> : '—'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        )}
      </Answer>
    </section>
  );
}
