import { Alert } from 'antd';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { useMeasure } from '../../show/facts.js';
import { Figure, Unit } from '../../show/signs.js';
import type { Card } from '../names.js';
import { aimText } from '../aim-text.js';

const previewTexts = texts('plan-decomposition-preview', {
  carries: ['合成 {total} {unit}，支撑全市目标（{city} {unit}）。', 'The parts come to {total} {unit} and carry the city’s {city} {unit}.'],
  differs: ['合成 {total} {unit}，与全市目标（{city} {unit}）相差 {difference} {unit}，还不能下达。', 'The parts come to {total} {unit}; the city’s is {city} {unit}: a difference of {difference} {unit}, so it cannot be handed down.'],
  document: ['有单位的目标会调整，须填写批准文号。', 'Targets of some units are revised, which needs an approval document.'],
  unit: ['单位', 'Unit'],
  before: ['现行', 'In force'],
  after: ['分解后', 'Then'],
  weight: ['权重', 'Weight'],
  change: ['变动', 'Change'],
  set: ['新下达', 'set'],
  revised: ['调整', 'revised'],
  unchanged: ['不变', 'unchanged'],
  wording: ['数值不变，限定词或季度进度随全市', 'same value; wording or profile as the city’s'],
});

type Preview = ReplyOf<'POST /plans/:plan/indicators/:indicator/decompositions/preview'>;

/** Only its wording or its profile changes. */
const sameValue = ({ before, value }: Preview['lines'][number]): boolean => before !== null && Number(before) === Number(value);

/** What a decomposition would do, unit by unit, as the server reckons it. */
export function DecompositionPreview({ card, preview }: { readonly card: Card; readonly preview: Preview }) {
  const t = useTexts(previewTexts);
  const { language } = useLanguage();
  const unit = useMeasure()(card.measurementUnit);
  const { total, carries, documentNeeded, lines } = preview;
  const city = aimText({ comparator: preview.comparator, value: preview.city }, language);
  const difference = preview.difference.replace('-', '−');
  const weighed = lines.some(({ weight }) => weight !== null);
  return (
    <>
      <Alert type={carries ? 'success' : 'error'} showIcon className="spaced" title={carries ? t('carries', { total, city, unit }) : t('differs', { total, city, difference, unit })} description={documentNeeded ? t('document') : undefined} />
      <table className="plain-table">
        <thead><tr><th scope="col">{t('unit')}</th><th scope="col" className="right">{t('before')}</th><th scope="col" className="right">{t('after')}</th>{weighed && <th scope="col" className="right">{t('weight')}</th>}<th scope="col">{t('change')}</th></tr></thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.unit}>
              <th scope="row"><Unit code={line.unit} /></th>
              <td className="right">{line.change === 'revised' && !sameValue(line) ? <del><Figure value={line.before} /></del> : <Figure value={line.before} />}</td>
              <td className="right"><strong><Figure value={line.value} /></strong></td>
              {weighed && <td className="right"><Figure value={line.weight} /></td>}
              <td>{t(line.change === 'revised' && sameValue(line) ? 'wording' : line.change)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
