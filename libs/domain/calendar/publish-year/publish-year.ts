import { command, isRefusal, refuse } from '#engine/kernel';
import { calendarStream } from '../calendar.events.js';
import { workingCalendar } from '../calendar.state.js';
import { mayPublishCalendar } from '../calendar.policies.js';
import { yearProblem } from './year-problem.js';
import { contentOf, documentOf, isCalendarCode, sameContent, type YearNotice } from './year-command.js';

/** The bureau publishes a year from the notice of the State Council's office. */
export type PublishYear = YearNotice;

export const publishYear = command({
  name: 'calendar.PublishYear',
  policy: mayPublishCalendar,
  stream: (c: PublishYear) => calendarStream(c.calendar),
  state: workingCalendar,
  decide: (state, c, { authority }) => {
    const { calendar, year } = c;
    if (!isCalendarCode(calendar)) return refuse('calendar.bad-code', { code: calendar }, 'params.calendar');
    const document = documentOf(c, authority);
    if (isRefusal(document)) return document;
    const no = yearProblem(state, c);
    if (no) return no;
    const content = contentOf(c, document);
    const published = state.years[year];
    if (published) return sameContent(published, content) ? [] : refuse('calendar.already-published', { year, document: published.document });
    return [{ type: 'calendar.YearPublished' as const, validAt: String(year), data: { calendar, year, ...content } }];
  },
});
