import { frameTexts } from '../frame/frame-texts.js';
import { useTexts } from '../language/texts.js';
import { useAbout } from '../frame/person.js';

/** Says on paper that the data are those of the demonstration; nothing for a real city. */
export function DemoMark() {
  const t = useTexts(frameTexts);
  const about = useAbout();
  return about?.demo ? <strong className="demo-mark">{t('demo')}</strong> : null;
}
