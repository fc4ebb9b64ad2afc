import { Button, Modal, Select } from 'antd';
import { useEffect, useState } from 'react';
import { interviewLevelWords, interviewStatusWords } from '../../../words/supervision-words.js';
import { ActDialog } from '../../acts/act-dialog.js';
import { useWhyNot } from '../../acts/act-button.js';
import { To, useAddress } from '../../frame/address.js';
import { texts, useTexts } from '../../language/texts.js';
import type { Column, Filter } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { usePermissions } from '../../server/views.js';
import { optionsOf, useWord } from '../../show/facts.js';
import { Day, Instant, Unit } from '../../show/signs.js';
import { useUnitNames, useUnitOptions } from '../../show/unit-names.js';
import { cityTime } from '../../language/format.js';
import { useNewCode } from '../campaigns/new-code.js';
import { useCallForm } from './interview-forms.js';
import { InterviewStatus } from './interview-status.js';
import { interviewTexts } from './interview-texts.js';

const chooseTexts = texts('supervision-interviews-choose', {
  call: ['发出约谈通知', 'Call to an interview'],
  whom: ['约谈哪个单位', 'Which unit'],
  on: ['继续', 'Go on'],
  cancel: ['取消', 'Cancel'],
});

type Interview = ItemOf<'GET /interviews'>;

const filters: readonly Filter[] = [
  { field: 'status', title: { zh: '状态', en: 'Status' }, kind: 'choice', options: optionsOf(interviewStatusWords), pinned: true },
  { field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true },
  { field: 'level', title: { zh: '层级', en: 'Level' }, kind: 'choice', options: optionsOf(interviewLevelWords) },
  { field: 'awaitedBefore', title: { zh: '此日前应报未报整改情况', en: 'Report due before and not there' }, kind: 'date' },
  { field: 'interviewer', title: { zh: '约谈人账号', en: 'Interviewer' }, kind: 'text' },
];

function useColumns(): readonly Column<Interview>[] {
  const t = useTexts(interviewTexts);
  const word = useWord();
  const name = useUnitNames();
  return [
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, text: ({ unit }) => name(unit), cell: ({ interview, unit }) => <To href={`/supervision/interviews/${interview}`}><Unit code={unit} /></To>, width: 120, frozen: 'left', always: true },
    { key: 'interviewee', title: { zh: '被约谈人', en: 'Interviewee' }, text: ({ interviewee }) => interviewee.post, width: 100 },
    { key: 'at', title: { zh: '时间', en: 'Time' }, text: ({ at }) => `${cityTime(at).date} ${cityTime(at).time}`, cell: ({ at }) => <Instant at={at} />, width: 150 },
    { key: 'place', title: { zh: '地点', en: 'Place' }, text: ({ place }) => place, width: 160 },
    { key: 'status', title: { zh: '状态', en: 'Status' }, text: ({ status }) => word(interviewStatusWords, status), cell: ({ status }) => <InterviewStatus status={status} />, width: 110 },
    { key: 'level', title: { zh: '层级', en: 'Level' }, text: ({ level }) => word(interviewLevelWords, level), width: 120 },
    { key: 'reason', title: { zh: '事由', en: 'Reason' }, text: ({ reason }) => reason, width: 260 },
    { key: 'interviewer', title: { zh: '约谈人', en: 'Interviewer' }, text: ({ interviewer }) => interviewer, width: 110 },
    { key: 'due', title: { zh: '整改情况应报', en: 'Report due' }, text: ({ followUpDueOn }) => followUpDueOn, cell: ({ followUpDueOn, late }) => <><Day date={followUpDueOn} />{late && <strong className="late"> {t('late')}</strong>}</>, width: 150 },
    { key: 'moves', title: { zh: '改期（次）', en: 'Moved (times)' }, text: ({ moves }) => moves, width: 100, align: 'right', hidden: true },
  ];
}

/** The register of interviews; here somebody is called to one. */
export default function InterviewsPage() {
  const t = useTexts(interviewTexts);
  const { may } = usePermissions();
  return (
    <>
      <div className="page-head"><h1>{t('list')}</h1><span className="hint">{t('listHint')}</span><span className="bar-space" />{may('POST /interviews') && <Call />}</div>
      <ServerList route="GET /interviews" name="interviews" title={{ zh: '约谈', en: 'Interviews' }} columns={useColumns()} filters={filters} rowKey={({ interview }) => interview} open={({ interview }) => `/supervision/interviews/${interview}`} subject={({ interview }) => ({ kind: 'interview', key: interview })} empty={t('none')} />
    </>
  );
}

/** First the unit, then what it is about: findings and people depend on it. `call` in the address begins with a unit. */
function Call() {
  const t = useTexts(chooseTexts);
  const { params, put } = useAddress();
  const asked = params.get('call') ?? undefined;
  const [choosing, setChoosing] = useState(false);
  const [unit, setUnit] = useState<string | undefined>(asked);
  const [open, setOpen] = useState(asked !== undefined);
  const { unitsOf } = usePermissions();
  const options = useUnitOptions(unitsOf('POST /interviews'));
  const whyNot = useWhyNot('POST /interviews');
  useEffect(() => (asked === undefined ? undefined : (setUnit(asked), setOpen(true))), [asked]);
  return (
    <>
      <Button type="primary" aria-disabled={whyNot !== undefined} title={whyNot} className={whyNot ? 'off' : ''} onClick={() => whyNot === undefined && setChoosing(true)}>{t('call')}</Button>
      <Modal open={choosing} title={t('call')} onCancel={() => setChoosing(false)} okText={t('on')} cancelText={t('cancel')} okButtonProps={{ disabled: !unit }} onOk={() => (setChoosing(false), setOpen(true))}>
        <label htmlFor="interview-unit">{t('whom')}</label>
        <Select id="interview-unit" style={{ width: '100%' }} value={unit} onChange={setUnit} options={options} showSearch={{ optionFilterProp: 'label' }} />
      </Modal>
      {open && unit && <CallDialog unit={unit} onClose={() => (setOpen(false), put({ call: undefined, finding: undefined }, { replace: true }))} />}
    </>
  );
}

function CallDialog({ unit, onClose }: { readonly unit: string; readonly onClose: () => void }) {
  const { params, go } = useAddress();
  const finding = params.get('finding');
  const { code, used } = useNewCode('v');
  const form = useCallForm({ interview: code, unit, findings: finding ? [finding] : [] }, (interview) => (used(), go(`/supervision/interviews/${interview}`)));
  return <ActDialog form={form} onClose={onClose} />;
}
