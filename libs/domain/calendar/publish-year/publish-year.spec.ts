import { describe, expect, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { noticeOf, otherDocument, published, revised } from '../calendar-examples.js';
import { publishYear, type PublishYear } from './publish-year.js';
import { reviseYear } from './revise-year.js';

const bureau = person('bureau-zhao', { roles: { bureau: ['market-regulation'] } });
const holiday = (from: string, to = from) => ({ from, to, name: { zh: '假期', en: 'Holiday' } });
const days = (off: readonly ReturnType<typeof holiday>[], makeUpDays: readonly string[] = []): PublishYear => noticeOf(2025, { daysOff: off, makeUpDays });

describe('publishing a year', () => {
  test('the bureau enters the notice; nobody else does', () => {
    given().as(bureau).when(publishYear, noticeOf(2025)).then(published(2025));
    for (const role of ['inspector', 'leadership', 'reporter', 'system-admin']) given().as(person('x', { roles: { [role]: 'all' } })).when(publishYear, noticeOf(2025)).thenForbidden();
  });

  test('the number of the notice may come with the request', () => {
    const { document, ...withoutDocument } = noticeOf(2025);
    given().when(publishYear, withoutDocument, { authority: document }).then(published(2025));
    given().when(publishYear, withoutDocument).thenRefused('calendar.document-required', {}, 'body.document');
    given().when(publishYear, { ...withoutDocument, document: ' ' }).thenRefused('calendar.document-required');
  });

  test('the same again, in whatever order, changes nothing; other content needs a revision', () => {
    given(published(2025)).when(publishYear, noticeOf(2025)).thenNothing();
    const { daysOff, makeUpDays } = noticeOf(2025);
    given(published(2025)).when(publishYear, noticeOf(2025, { daysOff: [...daysOff].reverse(), makeUpDays: [...makeUpDays].reverse() })).thenNothing();
    given(published(2025)).when(publishYear, noticeOf(2025, { makeUpDays: [] })).thenRefused('calendar.already-published', { year: 2025, document: '国办发明电〔2024〕12号' });
    given(published(2025)).when(publishYear, noticeOf(2025, { document: otherDocument })).thenRefused('calendar.already-published');
  });

  test('years are published side by side', () => {
    expect(Object.keys(given(published(2024)).when(publishYear, noticeOf(2025)).state().years)).toEqual(['2024', '2025']);
  });

  test('days off reach into the years beside it, where they say nothing new', () => {
    given().when(publishYear, noticeOf(2023)).then(published(2023));
    given(published(2024)).when(publishYear, days([holiday('2024-12-28', '2025-01-01')])).thenRefused('calendar.worked-in-other-year', { date: '2024-12-30', year: 2024 }, 'body.daysOff.0');
    given(published(2026)).when(publishYear, days([holiday('2025-12-31', '2026-01-03')])).then({
      ...published(2025), data: { ...published(2025).data, daysOff: [holiday('2025-12-31', '2026-01-03')], makeUpDays: [] },
    });
  });

  test.each([
    ['a code with a dot', noticeOf(2025, { calendar: 'a.b' }), 'calendar.bad-code'],
    ['a date that does not exist', days([holiday('2025-02-29')]), 'calendar.not-a-date'],
    ['a make-up day that does not exist', days([], ['2025-04-31']), 'calendar.not-a-date'],
    ['an end before the beginning', days([holiday('2025-05-03', '2025-05-01')]), 'calendar.ends-before-it-begins'],
    ['days off of the year before', days([holiday('2024-12-30', '2024-12-31')]), 'calendar.outside-year'],
    ['days off from November on', days([holiday('2024-11-30', '2025-01-01')]), 'calendar.outside-year'],
    ['days off into February', days([holiday('2025-12-31', '2026-02-01')]), 'calendar.outside-year'],
    ['days off of the year after', days([holiday('2026-01-01')]), 'calendar.outside-year'],
    ['a make-up day in another year', days([], ['2024-12-29']), 'calendar.outside-year'],
    ['a make-up day in the week', days([], ['2025-05-05']), 'calendar.not-a-weekend'],
    ['a day off that is worked', days([holiday('2025-05-01', '2025-05-05')], ['2025-05-03']), 'calendar.off-and-worked'],
    ['holidays that overlap', days([holiday('2025-05-01', '2025-05-05'), holiday('2025-05-05')]), 'calendar.named-twice'],
    ['a make-up day twice', days([], ['2025-04-27', '2025-04-27']), 'calendar.named-twice'],
  ])('%s is refused', (_, command, code) => {
    given().when(publishYear, command).thenRefused(code);
  });
});

describe('revising a year', () => {
  const revision: PublishYear = { ...noticeOf(2025), daysOff: revised(2025).data.daysOff, document: otherDocument };

  test('another document replaces the content and keeps what it was', () => {
    given(published(2025)).as(bureau).when(reviseYear, revision).then(revised(2025));
    given(published(2025), revised(2025)).when(reviseYear, revision).thenNothing();
    given(published(2025)).as(person('x', { roles: { inspector: 'all' } })).when(reviseYear, revision).thenForbidden();
  });

  test.each([
    ['of a year that was not published', [], revision, 'calendar.year-not-published'],
    ['by the document it rests on', [published(2025)], { ...revision, document: noticeOf(2025).document }, 'calendar.another-document-required'],
    ['without a document', [published(2025)], (({ document: _, ...rest }) => rest)(revision), 'calendar.document-required'],
    ['with days that cannot be', [published(2025)], { ...revision, makeUpDays: ['2025-05-05'] }, 'calendar.not-a-weekend'],
  ] as const)('a revision %s is refused', (_, past, command, code) => {
    given(...past).when(reviseYear, command).thenRefused(code);
  });
});
