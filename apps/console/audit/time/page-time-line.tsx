import { useMoment } from '../../frame/address.js';
import { texts, useTexts } from '../../language/texts.js';
import { useLogMarks, TimeLine } from './time-line.js';
import { usePositionOf } from './position-of.js';

const pageLineTexts = texts('audit-page-line', { label: ['时间滑块', 'Time line'] });

/** The line over the log that sets the moment from which the whole page, and every other page, looks. */
export function PageTimeLine() {
  const t = useTexts(pageLineTexts);
  const { at, look } = useMoment();
  const { marks } = useLogMarks();
  return <TimeLine label={t('label')} at={usePositionOf(at, marks)} choose={(position) => look(position === undefined ? undefined : String(position))} />;
}
