import { To } from '../../frame/address.js';
import { texts, useTexts } from '../../language/texts.js';
import type { ReplyOf } from '../../server/ask.js';
import { Instant, Unit } from '../../show/signs.js';
import { findingStatusWords } from '../../../words/supervision-words.js';
import { FindingLight, TimeLeft, useWord } from '../finding-signs.js';
import { Wide } from '../../frame/wide.js';

const sectionTexts = texts('supervision-desk-sections', {
  'unit.toAcknowledge': ['待签收', 'To acknowledge'],
  'unit.toAcknowledge.hint': ['两个工作日内签收或提出异议。', 'Acknowledge or contest within two working days.'],
  'unit.toRectify': ['整改中', 'To rectify'],
  'unit.toRectify.hint': ['制定整改方案，填报进展，到期前报送整改报告。', 'Plan, report progress, and send the rectification report before it is due.'],
  'unit.returned': ['退回重改', 'Returned'],
  'unit.returned.hint': ['核查未通过，请按意见重新整改后再报。', 'The check was not passed: rectify what is missing and report again.'],
  'unit.dueSoon': ['7 日内到期', 'Due within 7 days'],
  'unit.dueSoon.hint': ['确需延期的，须在到期前申请。', 'If more time is needed, ask before it is due.'],
  'unit.overdue': ['逾期', 'Overdue'],
  'unit.overdue.hint': ['请立即办理；督办级别会继续升高。', 'Act at once: the level of supervision keeps rising.'],
  'unit.toSupport': ['待配合', 'To support'],
  'unit.toSupport.hint': ['向责任单位报送本单位承担的部分。', 'Report your part to the unit in charge.'],
  'unit.extensionAnswers': ['延期答复', 'Answers about extensions'],
  'unit.extensionAnswers.hint': ['近 14 日内批复的延期申请。', 'Extensions decided within the last 14 days.'],
  'inspector.toIssue': ['待交办', 'To issue'],
  'inspector.toIssue.hint': ['拟稿已备，核对后交办。', 'Drafts that are ready: check and issue them.'],
  'inspector.contests': ['异议待裁定', 'Contests to decide'],
  'inspector.contests.hint': ['维持交办，或改派。', 'Uphold the assignment, or reassign.'],
  'inspector.extensions': ['延期待批', 'Extensions to decide'],
  'inspector.extensions.hint': ['逾期未批的，仍按原时限计算。', 'Until decided, the old due date holds.'],
  'inspector.toCheck': ['待核查', 'To check'],
  'inspector.toCheck.hint': ['核查整改报告：同意销号，或退回重改。', 'Check the report: close, or return.'],
  'inspector.overdue': ['逾期', 'Overdue'],
  'inspector.overdue.hint': ['催办，或提前升级督办。', 'Press the unit, or raise the level.'],
  'inspector.followUps': ['到期回头看', 'Follow-ups due'],
  'inspector.followUps.hint': ['登记巩固或反弹；反弹的以原编号重开。', 'Record whether it held; what relapsed is reopened under its number.'],
  'leadership.extensions': ['延期待批', 'Extensions to decide'],
  'leadership.extensions.hint': ['第二次延期由市市场监管局批，以后由市领导批。', 'The second is the bureau’s to decide, later ones the leadership’s.'],
  'leadership.matters': ['重大事项待批示', 'Matters awaiting an instruction'],
  'leadership.matters.hint': ['请示一事一批。', 'One decision for each request.'],
  'leadership.redAndAbove': ['红灯事项', 'Red'],
  'leadership.redAndAbove.hint': ['严重逾期或多次退回。', 'Long overdue, or returned again and again.'],
  'leadership.listed': ['挂牌督办中', 'Publicly listed'],
  'leadership.listed.hint': ['整改到位、核查通过后摘牌。', 'Taken off the list once checked.'],
  all: ['查看全部 {count} 条', 'See all {count}'],
  none: ['现在没有需要您办理的事项。', 'Nothing waits for you now.'],
  summary: ['待办汇总', 'Summary'],
  number: ['编号', 'Number'],
  matter: ['问题', 'Matter'],
  paper: ['标题', 'Title'],
  from: ['报送单位', 'From'],
  unit: ['责任单位', 'Unit'],
  status: ['状态', 'Status'],
  light: ['灯色', 'Light'],
  left: ['期限', 'Due'],
  since: ['起自', 'Since'],
});

type SectionKey = keyof typeof sectionTexts.table;
type FindingItem = ReplyOf<'GET /supervision/desk/unit'>['overdue']['items'][number];
type LinkItem = ReplyOf<'GET /supervision/desk/inspector'>['toIssue']['items'][number];

/** A section of a desk as the server answers it. */
export interface DeskPart {
  readonly key: string;
  readonly count: number;
  readonly items: readonly (FindingItem | LinkItem)[];
  readonly all: string;
}

/** The sections of a desk: how many of each at the top, then what waits, the most pressing first. */
export function DeskSections({ desk, parts }: { readonly desk: string; readonly parts: readonly DeskPart[] }) {
  const t = useTexts(sectionTexts);
  const title = (key: string) => t(`${desk}.${key}` as SectionKey);
  const waiting = parts.filter(({ count }) => count > 0);
  return (
    <>
      <nav className="desk-summary" aria-label={t('summary')}>
        {parts.map(({ key, count }) => (
          <a key={key} href={count > 0 ? `#desk-${key}` : undefined} className={`desk-count ${count === 0 ? 'desk-count-none' : key === 'overdue' ? 'desk-count-late' : ''}`}>
            <strong>{count}</strong> <span>{title(key)}</span>
          </a>
        ))}
      </nav>
      {waiting.length === 0 && <p className="card nothing">{t('none')}</p>}
      {waiting.map((part) => (
        <section key={part.key} id={`desk-${part.key}`} className="card desk-section" aria-labelledby={`desk-${part.key}-title`}>
          <header>
            <h2 id={`desk-${part.key}-title`}>{title(part.key)} <span className="desk-number">{part.count}</span></h2>
            <span className="hint">{t(`${desk}.${part.key}.hint` as SectionKey)}</span>
            <To href={part.all}>{t('all', { count: part.count })}</To>
          </header>
          <Items items={part.items} withUnit={desk !== 'unit'} withTime={part.key !== 'followUps'} title={title(part.key)} papers={part.key === 'matters'} />
        </section>
      ))}
    </>
  );
}

const isFinding = (item: FindingItem | LinkItem): item is FindingItem => 'finding' in item;

function Items({ items, withUnit, withTime, title, papers }: { readonly items: DeskPart['items']; readonly withUnit: boolean; readonly withTime: boolean; readonly title: string; readonly papers: boolean }) {
  const t = useTexts(sectionTexts);
  const word = useWord();
  const [findings, links] = [items.filter(isFinding), items.filter((item): item is LinkItem => !isFinding(item))];
  return (
    <Wide label={title}>
      {findings.length > 0 && (
        <table className="plain-table desk-table">
          <thead><tr><th scope="col">{t('number')}</th><th scope="col">{t('matter')}</th>{withUnit && <th scope="col">{t('unit')}</th>}<th scope="col">{t('status')}</th><th scope="col">{t('light')}</th>{withTime && <th scope="col">{t('left')}</th>}</tr></thead>
          <tbody>
            {findings.map(({ finding, number, title: matter, unit, status, light, link, dueAt, overdue, daysLeft }) => (
              <tr key={finding}>
                <td className="finding-nowrap">{number}</td><th scope="row"><To href={link}>{matter}</To></th>{withUnit && <td className="finding-nowrap"><Unit code={unit} /></td>}
                <td className="finding-nowrap">{word(findingStatusWords, status)}</td><td><FindingLight light={light} /></td>{withTime && <td className="finding-nowrap"><TimeLeft dueAt={dueAt} overdue={overdue} left={daysLeft} orDate /></td>}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {links.length > 0 && (
        <table className="plain-table desk-table">
          <thead><tr><th scope="col">{t(papers ? 'paper' : 'matter')}</th><th scope="col">{t(papers ? 'from' : 'unit')}</th><th scope="col">{t('since')}</th></tr></thead>
          <tbody>{links.map(({ code, title: matter, unit, since, link }) => <tr key={code}><th scope="row"><To href={link}>{matter}</To></th><td className="finding-nowrap"><Unit code={unit} /></td><td className="finding-nowrap"><Instant at={since} dayOnly /></td></tr>)}</tbody>
        </table>
      )}
    </Wide>
  );
}
