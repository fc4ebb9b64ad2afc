import { inclusionWords } from '../../words/cadre-words.js';
import { ActButton } from '../acts/act-button.js';
import type { ActForm } from '../acts/act-dialog.js';
import { Answer } from '../frame/page-states.js';
import { useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { useWord } from '../show/facts.js';
import { Instant, Light, Missing, Unit } from '../show/signs.js';
import { useUnits } from '../show/unit-names.js';
import { TraceButton } from '../trace/trace-button.js';
import { cadreTexts } from './cadre-texts.js';
import { Wide } from '../frame/wide.js';

/** Vertically managed units: whether each is included, and by which document. */
export function Inclusions() {
  const t = useTexts(cadreTexts);
  const word = useWord();
  const { may } = usePermissions();
  const units = (useUnits() ?? []).filter(({ verticallyManaged, status }) => verticallyManaged && status === 'active');
  const view = useView('GET /cadre-review/inclusions', { query: { limit: 200 } });
  const decides = may('POST /cadre-review/inclusions/:unit');
  return (
    <section className="card">
      <h2>{t('inclusions')}</h2>
      <p className="cadre-soft">{t('inclusionsHint')}</p>
      <Answer view={view}>
        {({ items }) => (
          <Wide label={t('inclusions')}>
            <table className="plain-table">
              <thead><tr><th scope="col">{t('unit')}</th><th scope="col">{t('result')}</th><th scope="col">{t('document')}</th><th scope="col">{t('decidedOn')}</th>{decides && <td />}</tr></thead>
              <tbody>
                {units.map(({ code }) => {
                  const decided = items.find(({ unit }) => unit === code);
                  const included = decided?.included ?? false;
                  return (
                    <tr key={code}>
                      <th scope="row"><Unit code={code} />{decided && <TraceButton subject={{ kind: 'inclusion', key: code }} />}</th>
                      <td><Light colour={included ? 'green' : 'grey'} word={decided ? word(inclusionWords, included ? 'included' : 'excluded') : t('notDecided')} /></td>
                      <td>{decided?.document ?? <Missing />}{decided?.reason && <div>{decided.reason}</div>}</td>
                      <td>{decided ? <><Instant at={decided.changedAt} dayOnly /> · {decided.decidedBy}</> : <Missing />}</td>
                      {decides && <td><Decide unit={code} included={included} /></td>}
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Wide>
        )}
      </Answer>
    </section>
  );
}

function Decide({ unit, included }: { readonly unit: string; readonly included: boolean }) {
  const t = useTexts(cadreTexts);
  const form: ActForm<'POST /cadre-review/inclusions/:unit'> = {
    route: 'POST /cadre-review/inclusions/:unit', title: included ? { zh: '不再纳入', en: 'End the inclusion' } : { zh: '决定纳入', en: 'Include' }, path: { unit }, fixed: { included: !included }, effect: t('inclusionEffect'),
    fields: [
      { name: 'document', label: { zh: '决定文号', en: 'Document number' }, kind: 'text', required: true, maxLength: 200 },
      { name: 'reason', label: { zh: '说明', en: 'Reason' }, kind: 'area', maxLength: 2000 },
    ],
  };
  return <ActButton form={form} size="small" />;
}
