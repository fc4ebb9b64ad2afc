import { ActButton } from '../acts/act-button.js';
import { Answer } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { Instant, Light, Missing } from '../show/signs.js';
import { TraceButton } from '../trace/trace-button.js';
import { cadreTexts } from './cadre-texts.js';
import { Inclusions } from './inclusions.js';
import { useAdoptForm } from './adopt-form.js';
import { Quotas, useConditionText, type LinkageContent } from './rule-words.js';
import './cadre-review.css';
import { Wide } from '../frame/wide.js';

/** The rules by which results bear on the review of cadres, version by version; and vertically managed units. */
export default function RulesPage() {
  const t = useTexts(cadreTexts);
  const { may } = usePermissions();
  const view = useView('GET /cadre-review/linkage-rules', { query: { limit: 100 } });
  return (
    <>
      <div className="page-head"><h1>{t('rules')}</h1><span className="hint">{t('rulesHint')}</span><span className="bar-space" />{may('POST /cadre-review/linkage-rules/:rules') && <Adopt />}</div>
      <Answer view={view}>
        {({ items }) => (
          <>
            {items.length === 0 && <p className="missing">{t('noRules')}</p>}
            {[...items].sort((a, b) => Number(b.inForce) - Number(a.inForce) || b.version - a.version).map(({ rules, version, document, adoptedBy, adoptedAt, replacedAt, inForce, content }) => (
              <section key={`${rules}.${version}`} className="card">
                <h2>{t('ruleVersion', { version })} · {document} <Light colour={inForce ? 'green' : 'grey'} word={t(inForce ? 'inForce' : 'replaced')} /> <TraceButton subject={{ kind: 'linkage-rules', key: rules }} /></h2>
                <p className="cadre-soft">{t('adopted')} <Instant at={adoptedAt} /> · {adoptedBy}{replacedAt && <> · {t('replaced')} <Instant at={replacedAt} /></>}</p>
                <Rules content={content} />
              </section>
            ))}
          </>
        )}
      </Answer>
      <Inclusions />
    </>
  );
}

function Rules({ content }: { readonly content: LinkageContent }) {
  const t = useTexts(cadreTexts);
  const { say } = useLanguage();
  const condition = useConditionText();
  const ownDocuments = content.rules.some(({ document }) => document !== undefined);
  return (
    <div className="columns">
      <Wide label={t('rules')}>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('condition')}</th><th scope="col">{t('text')}</th>{ownDocuments && <th scope="col">{t('document')}</th>}</tr></thead>
          <tbody>{content.rules.map(({ code, when, advice, document }) => <tr key={code}><td>{condition(when)}</td><td>{say(advice)}</td>{ownDocuments && <td>{document ?? <Missing />}</td>}</tr>)}</tbody>
        </table>
      </Wide>
      <Quotas quotas={content.quotas} weight={content.weight} />
    </div>
  );
}

/** Adopting begins with the rules in force, or with the model that is shipped. */
function Adopt() {
  const { data } = useView('GET /cadre-review/linkage-rules', { query: { limit: 100 } }, { now: true });
  const { data: shipped } = useView('GET /cadre-review/shipped-linkage-rules', {}, { now: true });
  if (!data || !shipped) return null;
  const current = data.items.find(({ inForce }) => inForce);
  return <AdoptButton rules={current?.rules ?? 'city'} content={current?.content ?? shipped.content} />;
}

function AdoptButton({ rules, content }: { readonly rules: string; readonly content: LinkageContent }) {
  return <ActButton form={useAdoptForm(rules, content)} type="primary" />;
}
