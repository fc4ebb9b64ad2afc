import { Button, Progress } from 'antd';
import { useMemo } from 'react';
import { actTexts } from '../../acts/act-texts.js';
import { useUploading } from '../../acts/upload.js';
import { Told } from '../../frame/page-states.js';
import { useMoment } from '../../frame/address.js';
import { texts, useTexts } from '../../language/texts.js';
import { usePermissions } from '../../server/views.js';
import type { Pending, SheetStore } from './sheet-store.js';
import type { SheetLine } from './sheet-types.js';
import { isSendable, useSending } from './use-sending.js';
import { usePending } from './use-sheet.js';
import { mark } from '../../show/punctuation.js';

const barTexts = texts('reporting-send', {
  label: ['报送', 'Reporting'],
  filled: ['应报 {expected} 项，已报 {reported} 项', '{reported} of {expected} reported'],
  returned: ['退回 {count} 项', '{count} returned'],
  pending: ['未报送的改动 {count} 项', '{count} changes not sent'],
  send: ['报送（{count}）', 'Send ({count})'],
  sendTitle: ['已报送 {count} 项', '{count} reports sent'],
  sending: ['正在报送 {done}/{of}', 'Sending {done} of {of}'],
  nothing: ['没有未报送的改动。', 'Nothing has changed since the last sending.'],
  past: ['正在查看过去的数据，不能报送。', 'You look at the past; nothing can be sent.'],
  notMine: ['由该单位的填报人报送。', 'The unit’s reporter sends it.'],
  blocked: ['不能报送：', 'Cannot be sent: '],
  left: ['暂不报送：', 'Left out for now: '],
  invalid: ['{count} 项有误', '{count} wrong'],
  missing: ['{count} 项缺佐证', '{count} without evidence'],
  note: ['{count} 项须写情况说明', '{count} want a note'],
  conflict: ['{count} 项他人已改，请选择保留哪一个', '{count} changed by others: choose which to keep'],
  empty: ['{count} 项只有说明或佐证，没有数值', '{count} have a note or evidence and no value'],
  kept: ['已自动保存在本机，刷新不丢失。', 'Kept on this computer; a reload loses nothing.'],
});

/** Why a draft stays behind. */
function hindrance({ draft, told, conflict }: Pending): 'conflict' | 'empty' | 'invalid' | 'missing' | 'note' {
  if (conflict) return 'conflict';
  if (draft.value === '') return 'empty';
  return told?.tone ?? 'invalid';
}

/** The bar below the sheet: how far one is, and the one next act with the reason when it is off. */
export function SendBar({ store, plan, unit, lines }: { readonly store: SheetStore; readonly plan: string; readonly unit: string; readonly lines: readonly SheetLine[] }) {
  const t = useTexts(barTexts);
  const { at } = useMoment();
  const { may } = usePermissions();
  const pending = usePending(store);
  const { send, progress, problem } = useSending(store, plan, unit);
  const ready = pending.filter(isSendable).length;
  const left = pending.filter((one) => !isSendable(one));
  const reasons = (['invalid', 'missing', 'note', 'conflict', 'empty'] as const).flatMap((kind) => {
    const count = left.filter((one) => hindrance(one) === kind).length;
    return count === 0 ? [] : [t(kind, { count })];
  });
  const counts = useCounts(lines);
  const mine = may('POST /reports', unit);
  const uploading = useUploading() > 0;
  const acts = useTexts(actTexts);
  const whyNot = at !== undefined ? t('past') : !mine ? t('notMine') : uploading ? acts('waitForUploads') : ready > 0 ? undefined : left.length > 0 ? `${t('blocked')}${reasons.join(mark.semicolon)}` : t('nothing');
  return (
    <footer className="send-bar no-print" aria-label={t('label')}>
      {problem && <Told problem={problem} className="spaced" />}
      <div className="send-bar-line">
        <span>{t('filled', counts)}</span>
        {counts.returned > 0 && <span className="late">{t('returned', { count: counts.returned })}</span>}
        {pending.length > 0 && <span>{t('pending', { count: pending.length })} <small>{t('kept')}</small></span>}
        <span className="bar-space" />
        {progress && <Progress className="send-bar-progress" percent={Math.round((progress.done / Math.max(1, progress.of)) * 100)} size="small" aria-label={t('sending', progress)} />}
        <span id="send-why" className="send-bar-why" role="status">{whyNot ?? (reasons.length > 0 ? `${t('left')}${reasons.join(mark.semicolon)}` : '')}</span>
        {mine && <Button type="primary" aria-describedby="send-why" aria-disabled={whyNot !== undefined} className={whyNot === undefined ? '' : 'off'} loading={progress !== undefined} onClick={() => whyNot === undefined && void send((count) => t('sendTitle', { count }))}>{t('send', { count: ready })}</Button>}
      </div>
    </footer>
  );
}

function useCounts(lines: readonly SheetLine[]): { readonly expected: number; readonly reported: number; readonly returned: number } {
  return useMemo(() => {
    const cells = lines.filter(({ card }) => card.frequency !== 'event').flatMap(({ cells: own }) => own);
    const settled = (status: string | undefined): boolean => status !== undefined && status !== 'returned';
    return {
      expected: cells.filter(({ report }) => report?.status !== 'not-applicable').length,
      reported: cells.filter(({ report }) => settled(report?.status) && report?.status !== 'not-applicable').length,
      returned: cells.filter(({ report }) => report?.status === 'returned').length,
    };
  }, [lines]);
}
