import { useTexts } from '../language/texts.js';
import { frameTexts } from './frame-texts.js';

/** Shown while a page is on its way. */
export function Opening() {
  const t = useTexts(frameTexts);
  return <p className="first-paint" role="status">{t('loading')}</p>;
}
