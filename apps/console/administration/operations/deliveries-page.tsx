import { ActButton } from '../../acts/act-button.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { cityTime } from '../../language/format.js';
import type { Column, Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { optionsOf, useWord } from '../../show/facts.js';
import { Instant, Light, Missing, Position } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { deliveryStateWords, noticeKindWords, outletWords } from '../../../words/system-words.js';
import { DutyNote } from '../duty-note.js';
import { useRoleName } from '../rights/role-names.js';
import '../administration.css';

const pageTexts = texts('admin-deliveries', {
  title: ['通知投递', 'Deliveries of notices'],
  hint: ['通知经哪个渠道送达了谁；失败的可以重试。', 'By which way a notice reached whom; what failed can be tried again.'],
  retries: ['经“{outlet}”再投递一次给 {to}；此前失败 {attempts} 次：{reason}', 'Sends it once more by {outlet} to {to}; it failed {attempts} times: {reason}'],
  urgent: ['紧急', 'urgent'],
  ordinary: ['一般', 'ordinary'],
  empty: ['没有符合条件的投递。', 'No delivery fits.'],
});

type Delivery = ItemOf<'GET /notices/deliveries'>;

const filters: readonly Filter[] = [
  { field: 'state', title: { zh: '状态', en: 'State' }, kind: 'choice', pinned: true, options: optionsOf(deliveryStateWords) },
  { field: 'outlet', title: { zh: '渠道', en: 'Way' }, kind: 'choice', pinned: true, options: optionsOf(outletWords) },
];
const colours = { queued: 'grey', delivered: 'green', failed: 'red' } as const;

/** Whether notices reached people, and another try where they did not. */
export default function DeliveriesPage() {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  const word = useWord();
  const role = useRoleName();
  const unit = useUnitNames();
  const to = ({ to: { user, role: code, unit: of } }: Delivery): string => user ?? [of && unit(of), code && role(code)].filter(Boolean).join(' ');
  // What a notice says is business, which the system administrator does not see: its kind and number must do.
  const about = ({ about: stream }: Delivery): string => {
    const [, kind = '', key = ''] = /^([A-Za-z]+)-(.*)$/.exec(stream) ?? [];
    return noticeKindWords[kind] ? `${word(noticeKindWords, kind)} ${key}` : stream;
  };
  const columns: readonly Column<Delivery>[] = [
    { key: 'queuedAt', title: { zh: '发出时间', en: 'Sent at' }, width: 145, frozen: 'left', text: ({ queuedAt }) => `${cityTime(queuedAt).date} ${cityTime(queuedAt).time}`, cell: ({ queuedAt, position }) => <Instant at={queuedAt} position={position} /> },
    { key: 'to', title: { zh: '收件人', en: 'To' }, width: 180, text: to },
    { key: 'outlet', title: { zh: '渠道', en: 'Way' }, width: 90, text: ({ outlet }) => word(outletWords, outlet) },
    { key: 'state', title: { zh: '状态', en: 'State' }, width: 100, text: ({ state }) => word(deliveryStateWords, state), cell: ({ state }) => <Light colour={colours[state as keyof typeof colours] ?? 'grey'} word={word(deliveryStateWords, state)} /> },
    { key: 'urgency', title: { zh: '缓急', en: 'Urgency' }, width: 80, hidden: true, text: ({ urgency }) => t(urgency) },
    { key: 'about', title: { zh: '关于', en: 'About' }, width: 260, text: about },
    { key: 'attempts', title: { zh: '失败次数', en: 'Failures' }, width: 80, align: 'right', text: ({ attempts }) => attempts },
    { key: 'reason', title: { zh: '失败原因', en: 'Why it failed' }, width: 150, text: ({ reason }) => reason, cell: ({ reason }) => reason ?? <Missing /> },
    { key: 'settledAt', title: { zh: '办结时间', en: 'Settled at' }, width: 150, hidden: true, text: ({ settledAt }) => settledAt && `${cityTime(settledAt).date} ${cityTime(settledAt).time}`, cell: ({ settledAt }) => <Instant at={settledAt} /> },
    { key: 'position', title: { zh: '由来', en: 'Because of' }, width: 70, align: 'right', text: ({ position }) => position, cell: ({ position }) => <Position at={position} /> },
    { key: 'act', acts: true, title: { zh: '办理', en: 'Act' }, width: 90, text: () => null, cell: (row) => row.state === 'failed' && <ActButton quiet size="small" form={{ route: 'POST /notices/deliveries/:id/retry', title: { zh: '重试', en: 'Try again' }, path: { id: row.id }, effect: t('retries', { outlet: say(outletWords[row.outlet] ?? { zh: row.outlet, en: row.outlet }), to: to(row), attempts: row.attempts, reason: row.reason ?? '—' }) }} /> },
  ];
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <DutyNote />
      <ServerList route="GET /notices/deliveries" name="admin-deliveries" title={{ zh: '通知投递', en: 'Deliveries' }} columns={columns} filters={filters} rowKey={({ id }) => id} subject={({ id }) => ({ kind: 'delivery', key: id })} empty={t('empty')} />
    </>
  );
}
