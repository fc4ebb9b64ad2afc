import { findingStatusWords, interviewStatusWords, levelWords, matterStatusWords } from '../../../words/supervision-words.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { cityTime, periodText } from '../../language/format.js';
import { useMeasure } from '../../show/facts.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useCards } from '../../reporting/cards.js';
import type { ReplyOf } from '../../server/ask.js';
import { usePermissions, useView } from '../../server/views.js';
import { consoleAddress } from '../console-address.js';
import { sourceOf, type WorkCard, type WorkGroup, type WorkItem, type WorkSource } from '../work-card.js';
import { workbenchTexts } from '../workbench-texts.js';

type Section = ReplyOf<'GET /supervision/desk/unit'>['overdue'];
type Drafts = ReplyOf<'GET /supervision/desk/inspector'>['toIssue'];

/** A section without what another one names already, where both name everything they count. */
export function besides(section: Section, other: Section): Section {
  if (section.count > section.items.length || other.count > other.items.length) return section;
  const named = new Set(other.items.map(({ finding }) => finding));
  const items = section.items.filter(({ finding }) => !named.has(finding));
  return { ...section, items, count: items.length };
}

/** Makes cards of a desk's sections. */
function useDeskCards() {
  const { say } = useLanguage();
  const findings = (key: string, group: WorkGroup, title: string, section: Section | undefined): WorkCard | undefined =>
    section && {
      key, group, title, count: section.count, all: consoleAddress(section.all),
      items: section.items.map((item): WorkItem => ({
        key: item.finding, title: item.title, href: consoleAddress(item.link), unit: item.unit, note: `${item.number} · ${say(findingStatusWords[item.status]!)}`,
        due: item.status === 'closed' ? undefined : { at: item.dueAt, days: item.daysLeft },
      })),
    };
  const things = (key: string, title: string, section: Drafts | undefined, page: string): WorkCard | undefined =>
    section && {
      key, group: 'todo', title, count: section.count, all: consoleAddress(section.all),
      items: section.items.map(({ code, title: name, unit, since }) => ({ key: code, title: name, href: `${page}/${code}`, unit, since })),
    };
  return { findings, things };
}

/** What a unit has to do with findings. */
export function useUnitDesk(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { may } = usePermissions();
  const view = useView('GET /supervision/desk/unit', {}, { enabled: may('GET /supervision/desk/unit') });
  const { findings } = useDeskCards();
  const desk = view.data;
  return sourceOf([view], [
    findings('unit-overdue', 'overdue', t('findingsOverdue'), desk?.overdue),
    findings('unit-returned', 'returned', t('findingsReturned'), desk?.returned),
    findings('unit-due', 'due', t('findingsDueSoon'), desk?.dueSoon),
    findings('unit-acknowledge', 'todo', t('toAcknowledge'), desk?.toAcknowledge),
    findings('unit-rectify', 'todo', t('toRectify'), desk && besides(desk.toRectify, desk.overdue)),
    findings('unit-support', 'todo', t('toSupport'), desk?.toSupport),
    findings('unit-answers', 'watch', t('extensionAnswers'), desk?.extensionAnswers),
  ]);
}

/** What an inspector has to do with findings. */
export function useInspectorDesk(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { may } = usePermissions();
  const view = useView('GET /supervision/desk/inspector', {}, { enabled: may('GET /supervision/desk/inspector') });
  const { findings, things } = useDeskCards();
  const desk = view.data;
  return sourceOf([view], [
    findings('inspector-overdue', 'overdue', t('findingsOverdue'), desk?.overdue),
    findings('inspector-check', 'todo', t('toCheck'), desk?.toCheck),
    findings('inspector-contests', 'todo', t('contests'), desk?.contests),
    findings('inspector-extensions', 'todo', t('extensions'), desk?.extensions),
    things('inspector-issue', t('toIssue'), desk?.toIssue, '/supervision/drafts'),
    findings('inspector-follow-ups', 'todo', t('followUps'), desk?.followUps),
  ]);
}

/** What is decided above the inspectors. */
export function useLeadershipDesk(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { may } = usePermissions();
  const view = useView('GET /supervision/desk/leadership', {}, { enabled: may('GET /supervision/desk/leadership') });
  const { findings, things } = useDeskCards();
  const inspector = may('GET /supervision/desk/inspector');
  const desk = view.data;
  return sourceOf([view], [
    things('leader-matters', t('mattersToInstruct'), desk?.matters, '/supervision/matters'),
    inspector ? undefined : findings('leader-extensions', 'todo', t('extensions'), desk?.extensions),
    findings('leader-red', 'watch', t('redAndAbove'), desk?.redAndAbove),
    findings('leader-listed', 'watch', t('listed'), desk?.listed),
  ]);
}

const shown = 5;

/** Matters that somebody waits to see settled or sent again. */
export function useMatterWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { say } = useLanguage();
  const { may, unitsOf } = usePermissions();
  const settles = may('POST /matters/:matter/settlement');
  const reports = may('POST /matters') && unitsOf('POST /matters') !== 'all';
  const toSettle = useView('GET /matters', { query: { waitingFor: 'settlement', order: 'waiting-longest', limit: shown } }, { enabled: settles });
  const returned = useView('GET /matters', { query: { waitingFor: 'unit', order: 'waiting-longest', limit: shown } }, { enabled: reports });
  const card = (key: string, group: WorkGroup, title: string, page: typeof toSettle.data, waitingFor: string): WorkCard | undefined =>
    page && {
      key, group, title, count: page.total ?? page.items.length, all: `/supervision/matters?waitingFor=${waitingFor}`,
      items: page.items.map(({ matter, title: name, unit, status, waitingSince, urgency }) => ({ key: matter, title: name, href: `/supervision/matters/${matter}`, unit, note: say(matterStatusWords[status]!), since: waitingSince, urgent: urgency !== 'ordinary' })),
    };
  return sourceOf([toSettle, returned], [card('matters-settle', 'todo', t('mattersToSettle'), toSettle.data, 'settlement'), card('matters-returned', 'returned', t('mattersReturned'), returned.data, 'unit')]);
}

/** Interviews that come, and what is due after them. */
export function useInterviewWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { say } = useLanguage();
  const { may } = usePermissions();
  const sees = may('GET /interviews');
  const called = useView('GET /interviews', { query: { status: 'called', limit: shown } }, { enabled: sees });
  const held = useView('GET /interviews', { query: { status: 'held', limit: shown } }, { enabled: sees && may('POST /interviews/:interview/follow-up') });
  const told = useView('GET /interviews', { query: { status: 'followed-up', limit: shown } }, { enabled: sees && may('POST /interviews/:interview/conclusion') });
  const card = (key: string, group: WorkGroup, title: string, page: typeof called.data, status: string): WorkCard | undefined =>
    page && {
      key, group, title, count: page.total ?? page.items.length, all: `/supervision/interviews?status=${status}`,
      items: page.items.map(({ interview, unit, reason, at, status: stands, followUpDueOn }) => ({
        key: interview, title: reason, href: `/supervision/interviews/${interview}`, unit, note: say(interviewStatusWords[stands]!),
        ...(stands === 'called' ? { on: cityTime(at).date } : followUpDueOn ? { due: { at: followUpDueOn } } : {}),
      })),
    };
  return sourceOf([called, held, told], [
    card('interviews-report', 'todo', t('interviewsToReport'), held.data, 'held'),
    card('interviews-conclude', 'todo', t('interviewsToConclude'), told.data, 'followed-up'),
    card('interviews-ahead', 'watch', t('interviewsAhead'), called.data, 'called'),
  ]);
}

/** Objections to the conclusions of campaigns. */
export function useObjectionWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { may } = usePermissions();
  const view = useView('GET /campaign-objections', { query: { state: 'raised', limit: shown } }, { enabled: may('POST /campaigns/:campaign/units/:unit/objection/decision') });
  return sourceOf([view], [view.data && {
    key: 'objections', group: 'todo', title: t('objections'), count: view.data.total ?? view.data.items.length, all: '/supervision/objections?state=raised',
    items: view.data.items.map(({ campaign, unit, title, decideBy }) => ({ key: `${campaign}/${unit}`, title, href: `/supervision/campaigns/${campaign}/units/${unit}`, unit, due: decideBy ? { at: decideBy } : undefined })),
  }]);
}

/** Indicators behind schedule, for those who only have to know. */
export function useWarningWork(): WorkSource {
  const t = useTexts(workbenchTexts);
  const { language, say } = useLanguage();
  const { may } = usePermissions();
  const { plan: current, year } = usePlanYear();
  const cards = useCards(current);
  const measure = useMeasure();
  const measured = (indicator: string, value: string): string => {
    const unit = cards.get(indicator)?.measurementUnit;
    return unit ? `${value} ${measure(unit)}` : value;
  };
  const view = useView('GET /supervision/warnings', { query: { year, status: 'behind', limit: shown } }, { enabled: may('GET /supervision/warnings') && year !== '' });
  return sourceOf([view], [view.data && {
    key: 'warnings', group: 'watch', title: t('warnings'), count: view.data.total ?? view.data.items.length, all: `/supervision/warnings?status=behind&year=${year}`,
    items: view.data.items.map(({ plan, indicator, unit, name, period, expected, actual, level }) => ({
      key: `${indicator}/${unit}/${year}`, title: say(name), href: `/supervision/warnings/${plan}/${indicator}/${unit}/${year}`, unit,
      note: `${t('warningNote', { period: periodText(period, language), expected: measured(indicator, expected), actual: measured(indicator, actual) })}${level ? ` · ${say(levelWords[level]!)}` : ''}`,
    })),
  }]);
}
