import { ActButton } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Day, Missing, Units } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { TraceButton } from '../../trace/trace-button.js';
import { leaderRankWords, leadershipLineWords } from '../../../words/cadre-words.js';
import { planTexts } from '../plan-texts.js';
import { cityToday } from '../today.js';
import { useWord } from '../word.js';
import { shortMask, shortReference } from './masked.js';
import { useAppointForm, useEndForm, type Appointment } from './leader-forms.js';
import { Wide } from '../../frame/wide.js';

const leaderTexts = texts('plan-leaders', {
  inPost: ['在任领导', 'Leaders in post'],
  before: ['离任领导', 'Former leaders'],
  none: ['没有登记在任领导。', 'No leader in post is recorded.'],
  post: ['职务', 'Post'],
  name: ['姓名', 'Name'],
  rank: ['级别', 'Rank'],
  portfolio: ['分管', 'Portfolio'],
  term: ['任期', 'Term'],
  act: ['办理', 'To do'],
  whole: ['全面负责', 'the whole unit'],
  measures: ['措施 {numbers}', 'measures {numbers}'],
  notSeen: ['姓名只向组织部门、市市场监管局和市领导显示（脱敏）。', 'Names are shown, masked, to the organisation department, the bureau and the leadership only.'],
});

/** Who leads a unit, and who led it before. */
export function Leaders({ unit, active }: { readonly unit: string; readonly active: boolean }) {
  const t = useTexts(leaderTexts);
  const { may } = usePermissions();
  const seen = may('GET /appointments', unit);
  const view = useView('GET /appointments', { query: { unit, limit: 200 } }, { enabled: seen });
  const appoint = useAppointForm(unit);
  if (!seen) return null;
  const today = cityToday();
  return (
    <Answer view={view}>
      {({ items }) => {
        const inPost = items.filter(({ until }) => until === null || until >= today);
        const before = items.filter((one) => !inPost.includes(one));
        return (
          <section className="card">
            <p className="plan-acts"><strong className="plan-heading" role="heading" aria-level={2}>{t('inPost')}</strong><span className="bar-space" />{active && <ActButton quiet size="small" form={appoint} />}</p>
            {inPost.length === 0 ? <p>{t('none')}</p> : <Table label={t('inPost')} items={inPost} />}
            {before.length > 0 && <><h2>{t('before')}</h2><Table label={t('before')} items={before} /></>}
            {!may('GET /people') && <p className="plan-soft">{t('notSeen')}</p>}
          </section>
        );
      }}
    </Answer>
  );
}

function Table({ label, items }: { readonly label: string; readonly items: readonly Appointment[] }) {
  const t = useTexts(leaderTexts);
  const mainFirst = [...items].sort((a, b) => (a.rank === b.rank ? 0 : a.rank === 'main' ? -1 : 1));
  return (
    <Wide label={label}>
      <table className="plain-table" aria-label={label}>
        <thead><tr>{[t('post'), t('name'), t('rank'), t('portfolio'), t('term'), t('act')].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>{mainFirst.map((item) => <Line key={item.appointment} item={item} />)}</tbody>
      </table>
    </Wide>
  );
}

function Line({ item }: { readonly item: Appointment }) {
  const t = useTexts(leaderTexts);
  const p = useTexts(planTexts);
  const { say } = useLanguage();
  const word = useWord();
  const { may } = usePermissions();
  const end = useEndForm(item);
  const { measures, units } = item.portfolio;
  const reference = <code title={item.person}>{shortReference(item.person)}</code>;
  const name = item.name ? shortMask(item.name) : reference;
  return (
    <tr>
      <td>{say(item.post)}</td>
      <td>{may('GET /people') ? <To href={`/plan/people?person=${item.person}`}>{name}</To> : name}</td>
      <td className="plan-nowrap">{word(leaderRankWords, item.rank)} · {word(leadershipLineWords, item.line)}</td>
      <td>{item.rank === 'main' ? t('whole') : measures.length + units.length === 0 ? <Missing /> : <>{measures.length > 0 && t('measures', { numbers: measures.map(String).join(mark.and) })} {units.length > 0 && <Units codes={units} />}</>}</td>
      <td><Day date={item.from} /> – {item.until ? <Day date={item.until} /> : p('until')}{item.document && <div className="plan-soft">{item.document}</div>}</td>
      <td className="plan-nowrap">{item.until === null && <ActButton quiet size="small" form={end} />}<TraceButton subject={{ kind: 'appointment', key: `${item.unit}.${item.appointment}` }} /></td>
    </tr>
  );
}
