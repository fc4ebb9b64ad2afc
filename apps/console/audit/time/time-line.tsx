import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useId, useMemo, useState } from 'react';
import { decimalText, instantText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { markAt, nextMark, placeOf, type Mark } from './marks.js';
import { mark } from '../../show/punctuation.js';

const lineTexts = texts('audit-line', {
  position: ['位置 {position} / {head}', 'position {position} of {head}'],
  since: ['“{title}”之后（{at}）', 'after “{title}” ({at})'],
  first: ['日志开始', 'Beginning of the log'],
  now: ['现在', 'Now'],
  before: ['上一个时点', 'Previous moment'],
  after: ['下一个时点', 'Next moment'],
  help: ['左右方向键逐条移动，PageUp、PageDown 大步移动；竖线是有名称的时点。', 'Arrow keys move by one record, PageUp and PageDown by many; the strokes are named moments.'],
});

/** Kinds of moments that stand out on the line. */
const strong = new Set(['freeze', 'published', 'confirmed', 'notified']);
const quietMs = 350;

/** Named moments and the head of the log. */
export function useLogMarks(): { readonly marks: readonly Mark[]; readonly head: number } {
  const { data } = useView('GET /history/moments', { query: { limit: 200 } }, { now: true });
  return { marks: data?.items ?? [], head: data?.position ?? 0 };
}

function Line({ label, position, head, marks, move }: { readonly label: string; readonly position: number; readonly head: number; readonly marks: readonly Mark[]; readonly move: (position: number) => void }) {
  const t = useTexts(lineTexts);
  const { say, language } = useLanguage();
  const id = useId();
  const since = markAt(marks, position);
  const told = position >= head ? t('now') : since ? t('since', { title: say(since.title), at: instantText(since.recordedAt, language) }) : t('first');
  const [before, after] = [nextMark(marks, position, true), nextMark(marks, position, false)];
  return (
    <>
      <div className="audit-line-head">
        <label htmlFor={id}>{label}</label>
        <strong>{t('position', { position: decimalText(position), head: decimalText(head) })}</strong>
        <span>{told}</span>
        <span className="bar-space" />
        <Button size="small" icon={<LeftOutlined />} disabled={!before} title={before && say(before.title)} onClick={() => before && move(before.position)}>{t('before')}</Button>
        <Button size="small" disabled={!after && position >= head} title={after && say(after.title)} onClick={() => move(after?.position ?? head)}>{t('after')} <RightOutlined /></Button>
      </div>
      <div className="audit-line-track">
        <div className="audit-line-marks" aria-hidden="true">{marks.map((one) => <span key={one.name} className={`audit-line-mark ${strong.has(one.kind) ? 'audit-line-mark-strong' : ''}`} style={{ left: `${placeOf(one.position, head)}%` }} title={say(one.title)} />)}</div>
        <input id={id} type="range" min={1} max={head} step={1} value={position} aria-valuetext={`${t('position', { position, head })}${mark.comma}${told}`} title={t('help')} onChange={({ target }) => move(Number(target.value))} />
      </div>
      <div className="audit-line-ends"><span>{t('first')}</span><span className="wide-only">{t('help')}</span><span>{t('now')}</span></div>
    </>
  );
}

/**
 * A line over the whole log with its named moments: drag or use the arrow keys. `choose` hears the position once it rests;
 * undefined means now.
 */
export function TimeLine({ label, at, choose }: { readonly label: string; readonly at: number | undefined; readonly choose: (position: number | undefined) => void }) {
  const { marks, head } = useLogMarks();
  const [moving, setMoving] = useState<number>();
  const position = Math.min(moving ?? at ?? head, head);
  useEffect(() => setMoving(undefined), [at]);
  useEffect(() => {
    if (moving === undefined) return;
    const timer = setTimeout(() => choose(moving >= head ? undefined : moving), quietMs);
    return () => clearTimeout(timer);
  }, [moving]);
  const known = useMemo(() => marks.filter((mark) => mark.position <= head), [marks, head]);
  if (head === 0) return null;
  return <section className="audit-line no-print" aria-label={label}><Line label={label} position={position} head={head} marks={known} move={setMoving} /></section>;
}
