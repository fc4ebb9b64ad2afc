import { Button, DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { useId } from 'react';
import { quickMoments, useMomentText } from '../../frame/moment.js';
import { frameTexts } from '../../frame/frame-texts.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { TimeLine, useLogMarks } from '../time/time-line.js';
import { usePositionOf } from '../time/position-of.js';

const choiceTexts = texts('audit-moment-choice', {
  day: ['某日结束', 'End of a day'],
  named: ['有名称的时点', 'Named moment'],
  chosen: ['已选：{moment}', 'Chosen: {moment}'],
  none: ['请选择', 'Choose one'],
});

/** Choose a moment: often used ones, a day, a named one, or a place on the line over the log. `now` is undefined. */
export function MomentChoice({ title, at, choose, nowAllowed = false }: { readonly title: string; readonly at: string | undefined; readonly choose: (moment: string | undefined) => void; readonly nowAllowed?: boolean }) {
  const t = useTexts(choiceTexts);
  const frame = useTexts(frameTexts);
  const { say } = useLanguage();
  const text = useMomentText();
  const { marks, head } = useLogMarks();
  const position = usePositionOf(at, marks);
  const id = useId();
  const told = at === undefined ? (nowAllowed ? frame('now') : t('none')) : text(at);
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <p className="hint">{t('chosen', { moment: told })}</p>
      <div className="audit-choices">
        {nowAllowed && <Button size="small" type={at === undefined ? 'primary' : 'default'} onClick={() => choose(undefined)}>{frame('now')}</Button>}
        {quickMoments.map((one) => <Button key={one} size="small" type={at === one ? 'primary' : 'default'} onClick={() => choose(one)}>{frame(one)}</Button>)}
      </div>
      <div className="audit-choices">
        <label htmlFor={`${id}day`}>{t('day')}</label>
        <DatePicker id={`${id}day`} size="small" value={at && /^\d{4}-\d{2}-\d{2}$/.test(at) ? dayjs(at) : null} disabledDate={(day) => day.isAfter(dayjs(), 'day')} onChange={(day) => day && choose(day.format('YYYY-MM-DD'))} />
        <label htmlFor={`${id}named`}>{t('named')}</label>
        <Select id={`${id}named`} size="small" popupMatchSelectWidth={false} showSearch={{ optionFilterProp: 'label' }} value={marks.some(({ name }) => name === at) ? at : undefined} onChange={(name: string) => choose(name)} options={marks.map(({ name, title: named }) => ({ value: name, label: say(named) }))} />
      </div>
      <TimeLine label={title} at={position} choose={(next) => choose(next === undefined ? (nowAllowed ? undefined : String(head)) : String(next))} />
    </section>
  );
}
