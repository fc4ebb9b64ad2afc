import { useTexts } from '../../language/texts.js';
import { cellStateWords } from './edit-cell.js';
import { sheetTexts } from './sheet-texts.js';

/** What colours and corner marks of cells mean. */
export function MarksLegend() {
  const t = useTexts(sheetTexts);
  return (
    <ul className="sheet-legend" aria-label={t('legend')}>
      {(Object.keys(cellStateWords) as (keyof typeof cellStateWords)[]).map((state) => (
        <li key={state}><span className="sheet-cell sheet-swatch" data-state={state} aria-hidden="true" /> {t(cellStateWords[state])}</li>
      ))}
      <li><span className="sheet-cell sheet-swatch sheet-noted" aria-hidden="true" /> {t('noted')}</li>
    </ul>
  );
}
