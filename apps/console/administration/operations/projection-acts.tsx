import type { ActForm } from '../../acts/act-dialog.js';
import { texts, useTexts } from '../../language/texts.js';
import { Position } from '../../show/signs.js';
import type { Halted, Standing } from './standings.js';
import { mark } from '../../show/punctuation.js';

const actTexts = texts('admin-projection-acts', {
  rebuilds: ['在旧一代旁边从日志重新生成“{name}”，完成后切换；期间照常查询，数据不变，只占用一些处理能力。', 'Makes “{name}” anew from the log beside the old generation, then switches; reading goes on meanwhile, no data changes, it takes some processing power.'],
  drops: ['放弃正在生成的新一代，继续使用旧一代。', 'The new generation is dropped; the old one goes on.'],
  retries: ['再试一次停住的事件；通常在排除故障（磁盘、程序版本）之后。', 'Tries the event once more, usually after the fault (disk, version) was removed.'],
  skips: ['越过该事件：视图“{name}”将缺少这一条事实，直到修复后重建。日志本身不变。请先弄清原因。', 'Passes over the event: the view “{name}” lacks this fact until it is repaired and rebuilt. The log itself does not change. Find out why first.'],
  stoppedAt: ['停在', 'Halted at'],
});

function Effect({ text, name, halted }: { readonly text: 'rebuilds' | 'drops' | 'retries' | 'skips'; readonly name: string; readonly halted?: Halted | undefined }) {
  const t = useTexts(actTexts);
  return <>{t(text, { name })}{halted && <p>{t('stoppedAt')} <Position at={halted.position} /> <code>{halted.type}</code>{mark.colon}{halted.reason}</p>}</>;
}

const reason = { name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'area', required: true, maxLength: 500, help: { zh: '记入日志，今后查得到。', en: 'Written into the log, to be found later.' } } as const;

/** Make a projection anew beside the old one. */
export const rebuildForm = (name: string, title: string): ActForm<'POST /projections/:name/rebuild'> => ({
  route: 'POST /projections/:name/rebuild', title: { zh: '重建', en: 'Rebuild' }, path: { name }, effect: <Effect text="rebuilds" name={title} />,
  fields: [
    { name: 'takeOver', label: { zh: '完成后', en: 'When it is ready' }, kind: 'choice', required: true, first: 'always', options: [{ value: 'always', label: { zh: '直接切换', en: 'switch' } }, { value: 'when-equal', label: { zh: '与旧一代完全一致才切换，否则列出差异', en: 'switch only if both are equal; otherwise tell what differs' } }] },
    reason,
  ],
});

/** Give up a rebuild. */
export const dropForm = (name: string, title: string): ActForm<'DELETE /projections/:name/rebuild'> => ({ route: 'DELETE /projections/:name/rebuild', title: { zh: '放弃重建', en: 'Give up the rebuild' }, path: { name }, effect: <Effect text="drops" name={title} />, fields: [reason] });

/** Try the event again at which a projection halted. */
export const retryForm = ({ name = '', halted }: Standing, title: string): ActForm<'POST /projections/:name/resume'> => ({ route: 'POST /projections/:name/resume', title: { zh: '重试', en: 'Try again' }, path: { name }, effect: <Effect text="retries" name={title} halted={halted} />, fixed: { how: 'retry' }, fields: [reason] });

/** Pass over the event at which a projection halted. */
export const skipForm = ({ name = '', halted }: Standing, title: string): ActForm<'POST /projections/:name/resume'> => ({ route: 'POST /projections/:name/resume', title: { zh: '越过该事件', en: 'Pass over the event' }, path: { name }, effect: <Effect text="skips" name={title} halted={halted} />, fixed: { how: 'supersede', position: halted?.position ?? 0 }, fields: [reason] });
