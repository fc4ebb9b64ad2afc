import { Alert, Drawer } from 'antd';
import { useMemo } from 'react';
import { ActButton } from '../../acts/act-button.js';
import type { ActForm } from '../../acts/act-dialog.js';
import { To, useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import type { Column } from '../../lists/columns.js';
import { LocalList } from '../../lists/local-list.js';
import { texts, useTexts } from '../../language/texts.js';
import type { ItemOf, ReplyOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { Instant, Missing, Unit } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { TraceButton } from '../../trace/trace-button.js';
import { Fact } from '../parts.js';
import { shortMask, shortReference } from './masked.js';

const pageTexts = texts('plan-people', {
  title: ['人员库', 'Persons'],
  hint: ['姓名、电话只存在人员库里，不进入事件日志；列表脱敏，查看全部信息会留下访问记录。', 'Names and phones stay in this registry, outside the log. The list is masked; seeing one in full is written down.'],
  person: ['人员信息', 'Person'],
  reference: ['编号', 'Reference'],
  name: ['姓名', 'Name'],
  phone: ['电话', 'Phone'],
  unit: ['单位', 'Unit'],
  changed: ['最近变动', 'Last change'],
  recorded: ['本次查看已记入访问日志。', 'This look is recorded in the access log.'],
  adds: ['登记后得到一个编号；日志只记编号。', 'A reference is given; the log keeps only the reference.'],
  corrects: ['改后的信息覆盖原信息，原信息不再保存；日志只记改了哪一项。', 'The new text replaces the old one, which is not kept; the log says only which field changed.'],
  erases: ['将删除 {person} 的姓名、电话和单位，不能恢复。任职记录、考核结果和日志保留编号，不再显示姓名。', 'Name, phone and unit of {person} are erased for good. Appointments, results and the log keep the reference and show no name.'],
  open: ['查看全部信息', 'See in full'],
});

type Person = ItemOf<'GET /people'>;

/** The registry of persons: the only place where names are kept. */
export default function PeoplePage() {
  const t = useTexts(pageTexts);
  const view = useView('GET /people', { query: { limit: 500 } }, { now: true });
  const unitName = useUnitNames();
  const { params, put } = useAddress();
  const columns = useMemo((): readonly Column<Person>[] => [
    { key: 'name', title: { zh: '姓名', en: 'Name' }, text: ({ name }) => shortMask(name), width: 200 },
    { key: 'unit', title: { zh: '单位', en: 'Unit' }, text: ({ unit }) => unit && unitName(unit), cell: ({ unit }) => (unit ? <To href={`/plan/units/${unit}`}><Unit code={unit} /></To> : <Missing />), width: 180 },
    { key: 'phone', title: { zh: '电话', en: 'Phone' }, text: ({ phone }) => phone && shortMask(phone), width: 140 },
    { key: 'reference', title: { zh: '编号', en: 'Reference' }, text: ({ reference }) => reference, cell: ({ reference }) => <code title={reference}>{shortReference(reference)}</code>, width: 120 },
    { key: 'changed', title: { zh: '最近变动', en: 'Last change' }, text: ({ changedAt }) => changedAt, cell: ({ changedAt }) => <Instant at={changedAt} />, width: 156 },
    { key: 'open', acts: true, title: { zh: '办理', en: 'To do' }, text: () => '', cell: ({ reference }) => <To href={`/plan/people?person=${encodeURIComponent(reference)}`}>{t('open')}</To>, width: 120 },
  ], [unitName, t]);
  const person = params.get('person');
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="bar-space" /><ActButton quiet form={useAddForm()} /></div>
      <p className="plan-soft">{t('hint')}</p>
      <Answer view={view}>
        {({ items }) => (
          <LocalList<Person>
            name="plan.people"
            title={{ zh: '人员库', en: 'Persons' }}
            columns={columns}
            rows={items}
            rowKey={({ reference }) => reference}
            filters={[{ field: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'unit', pinned: true }, { field: 'reference', title: { zh: '编号含', en: 'Reference has' }, kind: 'text' }]}
            fits={(row, field, value) => (field === 'unit' ? row.unit === value : row.reference.includes(value))}
            subject={({ reference }) => ({ kind: 'person', key: reference })}
          />
        )}
      </Answer>
      <Drawer open={person !== null} onClose={() => put({ person: undefined })} title={t('person')} size={440} mask={false} destroyOnHidden>
        {person !== null && <Whole reference={person} close={() => put({ person: undefined })} />}
      </Drawer>
    </>
  );
}

/** One person in full. The server writes down who looked. */
function Whole({ reference, close }: { readonly reference: string; readonly close: () => void }) {
  const t = useTexts(pageTexts);
  const { may } = usePermissions();
  const view = useView('GET /people/:person', { path: { person: reference } }, { enabled: may('GET /people/:person'), now: true });
  return <Answer view={view}>{(person) => <><Facts person={person} close={close} /><Alert type="info" showIcon title={t('recorded')} /></>}</Answer>;
}

type WholePerson = ReplyOf<'GET /people/:person'>;

function Facts({ person, close }: { readonly person: WholePerson; readonly close: () => void }) {
  const t = useTexts(pageTexts);
  const correct: ActForm<'PATCH /people/:person'> = {
    route: 'PATCH /people/:person', title: { zh: '更正', en: 'Correct' }, path: { person: person.reference }, reason: 'optional', fleeting: true, effect: t('corrects'),
    fields: [
      { name: 'name', label: { zh: '姓名', en: 'Name' }, kind: 'text', required: true, first: person.name, maxLength: 50 },
      { name: 'phone', label: { zh: '电话', en: 'Phone' }, kind: 'text', first: person.phone, help: { zh: '清空即删除此项。', en: 'Empty it to clear it.' } },
      { name: 'unit', label: { zh: '单位', en: 'Unit' }, kind: 'unit', first: person.unit },
    ],
    body: ({ name, phone, unit }) => ({ name: String(name).trim(), phone: String(phone ?? '').trim() || null, unit: String(unit ?? '') || null }),
  };
  const erase: ActForm<'DELETE /people/:person'> = {
    route: 'DELETE /people/:person', title: { zh: '删除个人信息', en: 'Erase personal data' }, path: { person: person.reference }, reason: 'required', authority: 'optional', effect: t('erases', { person: person.name }),
    onDone: close,
  };
  return (
    <>
      <dl className="fields">
        <Fact name={t('name')}><strong>{person.name}</strong></Fact>
        <Fact name={t('phone')}>{person.phone ?? <Missing />}</Fact>
        <Fact name={t('unit')}><Unit code={person.unit} /></Fact>
        <Fact name={t('reference')}><code className="plan-break">{person.reference}</code></Fact>
        <Fact name={t('changed')}><Instant at={person.changedAt} /></Fact>
      </dl>
      <p className="plan-acts"><ActButton quiet form={correct} /><ActButton quiet danger form={erase} /><TraceButton subject={{ kind: 'person', key: person.reference }} /></p>
    </>
  );
}

function useAddForm(): ActForm<'POST /people'> {
  const t = useTexts(pageTexts);
  return {
    route: 'POST /people', title: { zh: '登记人员', en: 'Add a person' }, fleeting: true, effect: t('adds'),
    fields: [
      { name: 'name', label: { zh: '姓名', en: 'Name' }, kind: 'text', required: true, maxLength: 50 },
      { name: 'unit', label: { zh: '单位', en: 'Unit' }, kind: 'unit' },
      { name: 'phone', label: { zh: '电话', en: 'Phone' }, kind: 'text' },
    ],
  };
}
