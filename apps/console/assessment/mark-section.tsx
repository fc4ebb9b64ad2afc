import { ActButton } from '../acts/act-button.js';
import type { ActForm } from '../acts/act-dialog.js';
import { Answer } from '../frame/page-states.js';
import { useTexts } from '../language/texts.js';
import { usePermissions, useView } from '../server/views.js';
import { Figure } from '../show/signs.js';
import type { Form } from './claims.js';
import { fileTexts } from './file-texts.js';
import type { SchemeNames } from './scheme.js';
import { verdictOn, type Round } from './steps.js';

/** Raters' marks of a unit, for those who mark. */
export function MarkSection({ round, unit, form, names }: { readonly round: Round; readonly unit: string; readonly form: Form; readonly names: SchemeNames }) {
  const t = useTexts(fileTexts);
  const { may } = usePermissions();
  const sees = may('GET /rounds/:round/units/:unit/marks', unit);
  const marked = form.leaves.filter(({ takes }) => takes === 'marks');
  const view = useView('GET /rounds/:round/units/:unit/marks', { path: { round: round.round, unit } }, { enabled: sees && marked.length > 0 });
  if (!sees) return null;
  const act: ActForm<'POST /rounds/:round/units/:unit/marks/:node'> = {
    route: 'POST /rounds/:round/units/:unit/marks/:node', title: { zh: '打分', en: 'Give a mark' }, path: ({ node }) => ({ round: round.round, unit, node: String(node ?? '') }),
    fields: [
      { name: 'node', label: { zh: '项目', en: 'Item' }, kind: 'choice', required: true, options: marked.map(({ node, title }) => ({ value: node, label: title })) },
      { name: 'mark', label: { zh: '评分', en: 'Mark' }, kind: 'decimal', required: true },
      { name: 'remark', label: { zh: '备注', en: 'Remark' }, kind: 'area', maxLength: 1000 },
    ],
    body: ({ mark, remark }) => ({ mark: String(mark), ...(remark ? { remark: String(remark) } : {}) }),
  };
  return (
    <section className="card">
      <h2>{t('marks')}</h2>
      {marked.length === 0 ? <p>{t('nothingToMark')}</p> : (
        <>
          <Answer view={view}>
            {({ marks }) => (marks.length === 0 ? <p>{t('noMarks')}</p> : (
              <table className="plain-table">
                <thead><tr><th scope="col">{t('item')}</th><th scope="col">{t('rater')}</th><th scope="col" className="right">{t('mark')}</th></tr></thead>
                <tbody>{marks.map(({ node, rater, mark }) => <tr key={`${node}.${rater}`}><th scope="row">{names.node(node)}</th><td>{rater}</td><td className="right"><Figure value={mark} /></td></tr>)}</tbody>
              </table>
            ))}
          </Answer>
          <p><ActButton form={act} unit={unit} quiet verdict={verdictOn(round, 'mark')} /></p>
        </>
      )}
    </section>
  );
}
