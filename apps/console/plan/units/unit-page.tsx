import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { Day, Light, Missing, Unit, Units } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import { measurePartWords, unitKindWords, unitStandingWords } from '../../../words/plan-words.js';
import { useIndicators, useMeasures } from '../names.js';
import { Fact } from '../parts.js';
import { planTexts } from '../plan-texts.js';
import { useWord } from '../word.js';
import { Leaders } from './leaders.js';
import { useUnitForms } from './unit-forms.js';

const pageTexts = texts('plan-unit', {
  facts: ['基本情况', 'Facts'],
  code: ['编码', 'Code'],
  kind: ['类别', 'Kind'],
  fullName: ['全称', 'Full name'],
  order: ['法定顺序', 'Official order'],
  vertical: ['垂直管理', 'Vertically managed'],
  verticalHelp: ['任务照常跟踪，默认不纳入政绩考核报送', 'tracked, but left out of the cadre review unless included'],
  aliases: ['别名', 'Also called'],
  members: ['成员', 'Members'],
  status: ['存续', 'Standing'],
  mergedInto: ['并入', 'Merged into'],
  note: ['备注', 'Note'],
  names: ['历次名称', 'Names over time'],
  name: ['名称', 'Name'],
  from: ['自', 'From'],
  to: ['至', 'Until'],
  document: ['依据', 'Document'],
  measures: ['承担的措施', 'Measures'],
  measure: ['措施', 'Measure'],
  part: ['承担', 'Part'],
  noMeasures: ['按现行分工，没有承担措施。', 'It has no part in any measure at present.'],
  indicators: ['填报和核定的指标', 'Indicators'],
  reports: ['填报（{count} 项）', 'Reports ({count})'],
  verifies: ['核定（{count} 项）', 'Verifies ({count})'],
  cockpit: ['运行情况', 'How it stands'],
});

type UnitReply = ReplyOf<'GET /units/:code'>;

/** One unit: its names over time, its leaders, and what it answers for. */
export default function UnitPage({ code }: { readonly code: string }) {
  const view = useView('GET /units/:code', { path: { code } });
  usePageSubject({ kind: 'unit', key: code });
  return <Answer view={view}>{(unit) => <Body unit={unit} />}</Answer>;
}

function Body({ unit }: { readonly unit: UnitReply }) {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const { rename, merge, close } = useUnitForms(unit);
  const gone = unit.status === 'active' ? {} : { verdict: { allowed: false, because: unitStandingWords[unit.status]! } };
  return (
    <>
      <div className="page-head">
        <h1>{say(unit.name)}</h1>
        <TraceButton subject={{ kind: 'unit', key: unit.code }} />
        {may('GET /boards/:plan/:year') && unit.kind !== 'collective' && <To href={`/cockpit/units/${unit.code}`}>{t('cockpit')}</To>}
        <span className="bar-space" />
        <ActButton quiet form={rename} {...gone} />
        <ActButton quiet form={merge} {...gone} />
        <ActButton quiet form={close} {...gone} />
      </div>
      <div className="columns">
        <div>
          {unit.kind !== 'collective' && <Leaders unit={unit.code} active={unit.status === 'active'} />}
          <Measures code={unit.code} />
        </div>
        <div>
          <Facts unit={unit} />
          <Names unit={unit} />
          <Indicators code={unit.code} />
        </div>
      </div>
    </>
  );
}

function Facts({ unit }: { readonly unit: UnitReply }) {
  const t = useTexts(pageTexts);
  const word = useWord();
  return (
    <section className="card">
      <h2>{t('facts')}</h2>
      <dl className="fields">
        <Fact name={t('fullName')}>{unit.fullName ? <span lang="zh-CN">{unit.fullName}</span> : <Missing />}</Fact>
        <Fact name={t('kind')}>{word(unitKindWords, unit.kind)}</Fact>
        <Fact name={t('status')}><Light colour={unit.status === 'active' ? 'green' : 'grey'} word={word(unitStandingWords, unit.status)} /></Fact>
        {unit.mergedInto && <Fact name={t('mergedInto')}><To href={`/plan/units/${unit.mergedInto}`}><Unit code={unit.mergedInto} /></To></Fact>}
        {unit.endDocument && <Fact name={t('document')}>{unit.endDocument}</Fact>}
        <Fact name={t('order')}>{unit.order}</Fact>
        <Fact name={t('code')}><code>{unit.code}</code></Fact>
        {unit.verticallyManaged && <Fact name={t('vertical')}>{t('verticalHelp')}</Fact>}
        {unit.members.length > 0 && <Fact name={t('members')}><Units codes={unit.members} /></Fact>}
        {unit.aliases.length > 0 && <Fact name={t('aliases')}><span lang="zh-CN">{unit.aliases.join(mark.and)}</span></Fact>}
        {unit.note && <Fact name={t('note')}><span lang="zh-CN">{unit.note}</span></Fact>}
      </dl>
    </section>
  );
}

function Names({ unit }: { readonly unit: UnitReply }) {
  const t = useTexts(pageTexts);
  const p = useTexts(planTexts);
  const { say } = useLanguage();
  return (
    <section className="card">
      <h2>{t('names')}</h2>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('from')}</th><th scope="col">{t('to')}</th><th scope="col">{t('document')}</th></tr></thead>
        <tbody>
          {[...unit.names].reverse().map((one) => (
            <tr key={one.from}><td>{say(one.name)}</td><td><Day date={one.from} /></td><td>{one.until ? <Day date={one.until} /> : p('until')}</td><td>{one.document ?? <Missing />}</td></tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Measures({ code }: { readonly code: string }) {
  const t = useTexts(pageTexts);
  const word = useWord();
  const { plan } = usePlanYear();
  const { may } = usePermissions();
  const measures = useMeasures(plan).data?.items;
  if (!may('GET /plans/:plan/measures')) return null;
  const own = (measures ?? []).flatMap((measure) => {
    const part = measure.lead === code ? 'lead' : measure.supporting.includes(code) ? 'supporting' : measure.participants.includes(code) ? 'member' : undefined;
    return part ? [{ measure, part }] : [];
  });
  return (
    <section className="card">
      <h2>{t('measures')}</h2>
      {own.length === 0 ? <p>{t('noMeasures')}</p> : (
        <table className="plain-table">
          <thead><tr><th scope="col">{t('measure')}</th><th scope="col">{t('part')}</th></tr></thead>
          <tbody>{own.map(({ measure, part }) => <tr key={measure.no}><td><To href={`/plan/measures/${measure.no}`} lang="zh-CN">{measure.no}. {measure.title}</To></td><td>{part === 'lead' ? <strong>{word(measurePartWords, part)}</strong> : word(measurePartWords, part)}</td></tr>)}</tbody>
        </table>
      )}
    </section>
  );
}

function Indicators({ code }: { readonly code: string }) {
  const t = useTexts(pageTexts);
  const { say } = useLanguage();
  const { plan } = usePlanYear();
  const { may } = usePermissions();
  const cards = useIndicators(plan).data?.items.map(({ card }) => card);
  if (!may('GET /plans/:plan/indicators') || !cards) return null;
  const parts = [['reports', cards.filter(({ reportedBy }) => reportedBy.includes(code))], ['verifies', cards.filter(({ verifier }) => verifier === code)]] as const;
  if (parts.every(([, list]) => list.length === 0)) return null;
  return (
    <section className="card">
      <h2>{t('indicators')}</h2>
      {parts.filter(([, list]) => list.length > 0).map(([key, list]) => (
        <details key={key} open={list.length <= 12}>
          <summary>{t(key, { count: list.length })}</summary>
          <ul className="plan-links">{list.map((card) => <li key={card.code}><To href={`/plan/indicators/${card.code}`}>{say(card.name)}</To></li>)}</ul>
        </details>
      ))}
    </section>
  );
}
