import { App } from 'antd';
import { processWords, topicWords } from '../../../words/system-words.js';
import { ActButton } from '../../acts/act-button.js';
import type { ActForm } from '../../acts/act-dialog.js';
import { Told } from '../../frame/page-states.js';
import { instantText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import type { ItemOf } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { useWord } from '../../show/facts.js';
import { mark } from '../../show/punctuation.js';
import { Position } from '../../show/signs.js';

/** Something that failed, and the stream that waits behind it. */
type ParkedItem = ItemOf<'GET /parked'>;

const parkedTexts = texts('admin-parked', {
  title: ['挂起事项', 'Parked'],
  hint: ['办理失败的事件或定时：其后同一事件流的事项在等待，其他照常。', 'Events and timers that failed: what comes after them in the same stream waits, everything else goes on.'],
  retries: ['再办理一次；成功后继续办理其后等待的 {waiting} 项。', 'It is done once more; when that succeeds, the {waiting} that wait behind it follow.'],
  discards: ['不再办理这一项，继续办理其后等待的 {waiting} 项。事实仍在日志中，但由它引起的办理、消息或通知不会再有。', 'It is given up, and the {waiting} that wait behind it follow. The fact stays in the log, but the act, message or notice that it should have caused will never be.'],
  'went-on': ['已办理，其后等待的事项已继续', 'It went on, with what waited behind it'],
  'parked-again': ['仍未成功，继续挂起', 'It failed again and stays parked'],
  waiting: ['已记入日志，等后台进程办理', 'Recorded; a worker will carry it out'],
  notices: ['通知', 'Notices'],
  timer: ['定时 {timer}', 'timer {timer}'],
});

const keyOf = ({ process, stream, timer = '', position }: ParkedItem): string => `${process} ${stream} ${timer} ${position}`;

function useForms() {
  const t = useTexts(parkedTexts);
  const { notification } = App.useApp();
  const told = ({ outcome, failure }: { readonly outcome: 'went-on' | 'parked-again' | 'waiting'; readonly failure?: string | undefined }) =>
    notification[outcome === 'parked-again' ? 'warning' : 'info']({ title: t(outcome), ...(failure === undefined ? {} : { description: failure }), placement: 'bottomLeft', role: 'status', duration: outcome === 'parked-again' ? 0 : 6 });
  const fixed = ({ process, stream, timer, position }: ParkedItem) => ({ process, stream, position, ...(timer === undefined ? {} : { timer }) });
  const retry = (item: ParkedItem): ActForm<'POST /parked/retry'> => ({ route: 'POST /parked/retry', title: { zh: '重试', en: 'Try again' }, fixed: fixed(item), effect: t('retries', { waiting: item.waiting }), onDone: told });
  const discard = (item: ParkedItem): ActForm<'POST /parked/discard'> => ({
    route: 'POST /parked/discard', title: { zh: '放弃', en: 'Give up' }, fixed: fixed(item), effect: t('discards', { waiting: item.waiting }), onDone: told,
    fields: [{ name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'area', required: true, maxLength: 500, help: { zh: '记入日志，今后查得到。', en: 'Written into the log, to be found later.' } }],
  });
  return { retry, discard };
}

/** Asks what is parked. */
export const useParked = () => useView('GET /parked', {}, { now: true, keep: true });

/** What is parked, and what can be done about it; nothing where nothing is. */
export function ParkedList({ view }: { readonly view: ReturnType<typeof useParked> }) {
  const t = useTexts(parkedTexts);
  const said = useWord();
  const { language } = useLanguage();
  const { retry, discard } = useForms();
  const word = ({ process }: ParkedItem): string => (process.startsWith('notices/') ? `${t('notices')}${mark.colon}${process.slice('notices/'.length)}` : said({ ...processWords, ...topicWords }, process.replace(/^relay\//, '')));
  const columns: readonly Column<ParkedItem>[] = [
    { key: 'process', title: { zh: '由谁办理', en: 'Follower' }, width: 190, frozen: 'left', always: true, text: word, cell: (item) => <><strong>{word(item)}</strong><div className="hint"><code>{item.process}</code></div></> },
    { key: 'position', title: { zh: '位置', en: 'Position' }, width: 90, text: ({ position }) => position, cell: ({ position }) => <Position at={position} /> },
    { key: 'stream', title: { zh: '事件流', en: 'Stream' }, width: 200, text: ({ stream, timer }) => (timer === undefined ? stream : `${stream} ${timer}`), cell: ({ stream, timer }) => <><code>{stream}</code>{timer !== undefined && <div className="hint">{t('timer', { timer })}</div>}</> },
    { key: 'reason', title: { zh: '原因', en: 'Reason' }, width: 280, text: ({ reason }) => reason },
    { key: 'attempts', title: { zh: '已试次数', en: 'Attempts' }, width: 90, align: 'right', text: ({ attempts }) => attempts },
    { key: 'waiting', title: { zh: '其后等待', en: 'Waiting' }, width: 90, align: 'right', text: ({ waiting }) => waiting },
    { key: 'parkedAt', title: { zh: '挂起时间', en: 'Since' }, width: 150, text: ({ parkedAt }) => instantText(parkedAt, language) },
    { key: 'act', acts: true, title: { zh: '办理', en: 'Act' }, width: 150, frozen: 'right', text: () => null, cell: (item) => <span className="admin-row-acts"><ActButton size="small" type="primary" form={retry(item)} /><ActButton size="small" danger form={discard(item)} /></span> },
  ];
  const [zh, en] = parkedTexts.table.title;
  if (!view.problem && (view.data?.items.length ?? 0) === 0) return null;
  return (
    <section className="admin-section">
      <h2>{t('title')}</h2>
      <p className="hint">{t('hint')}</p>
      {view.problem && <Told problem={view.problem} again={view.again} className="spaced" />}
      <LocalList name="admin-parked" title={{ zh, en }} columns={columns} rows={view.data?.items} rowKey={keyOf} subject={({ process, stream }) => ({ kind: 'reaction', key: `${process} ${stream}` })} />
    </section>
  );
}
