import { command, isRefusal, refuse } from '#engine/kernel';
import { calendarStream } from '../calendar.events.js';
import { workingCalendar } from '../calendar.state.js';
import { mayPublishCalendar } from '../calendar.policies.js';
import { yearProblem } from './year-problem.js';
import { contentOf, documentOf, sameContent, type YearNotice } from './year-command.js';

/** The bureau replaces what a published year says, because another document changed it. */
export type ReviseYear = YearNotice;

export const reviseYear = command({
  name: 'calendar.ReviseYear',
  policy: mayPublishCalendar,
  stream: (c: ReviseYear) => calendarStream(c.calendar),
  state: workingCalendar,
  decide: (state, c, { authority }) => {
    const { calendar, year } = c;
    const published = state.years[year];
    if (!published) return refuse('calendar.year-not-published', { year }, 'params.year');
    const document = documentOf(c, authority);
    if (isRefusal(document)) return document;
    const no = yearProblem(state, c);
    if (no) return no;
    const content = contentOf(c, document);
    if (sameContent(published, content)) return [];
    if (document === published.document) return refuse('calendar.another-document-required', { document }, 'body.document');
    const from = contentOf({ ...c, ...published }, published.document);
    return [{ type: 'calendar.YearRevised' as const, validAt: String(year), data: { calendar, year, ...content, from } }];
  },
});
