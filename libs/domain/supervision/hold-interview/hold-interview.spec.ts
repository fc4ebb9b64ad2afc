import { describe, test } from '@jest/globals';
import { given, person } from '#engine/testing';
import { calendarYears, evidence, people, publishedYears } from '../finding-examples.js';
import { called, cancelled, concluded, followedUp, held, interview, moved, record } from '../interview-examples.js';
import { concludeInterview } from './conclude-interview.js';
import { followUpInterview } from './follow-up-interview.js';
import { holdInterview } from './hold-interview.js';

const own = person('own', { unit: 'xuanwu', roles: { inspector: 'all' } });
const now = '2025-03-07T01:00:00.000Z';
const told = { now, toldFrom: { calendar: calendarYears } };
const authority = '宁府〔2025〕7号';

describe('the record of an interview', () => {
  test('says what was said and promised, and who signed', () => {
    given(called()).as(people.inspector).when(holdInterview, record, told).then(held());
    const refused = { signatures: { by: 'interviewer' as const, refusal: '对事实有异议' } };
    given(called()).as(people.inspector).when(holdInterview, { ...record, ...refused, commitments: [] }, told).then(held({ ...refused, commitments: [] }));
  });

  test('the same again changes nothing', () => {
    given(called(), held()).as(people.inspector).when(holdInterview, record, told).thenNothing();
  });

  test('the report is due five to ten working days later, the first and the last included', () => {
    for (const day of ['2025-03-13', '2025-03-20']) given(called()).when(holdInterview, { ...record, followUpReportDueOn: day }, told).then(held({ followUpReportDueOn: day }));
    for (const day of ['2025-03-12', '2025-03-21']) {
      given(called()).when(holdInterview, { ...record, followUpReportDueOn: day }, told).thenRefused('supervision.follow-up-out-of-range', { earliest: '2025-03-13', latest: '2025-03-20', least: 5, most: 10 }, 'body.followUpReportDueOn');
    }
  });

  test('days off are passed over, worked weekend days are not', () => {
    const beforeMayDay = { ...record, heldAt: '2025-04-25T02:00:00.000Z', commitments: [], signatures: { by: 'interviewer' as const, refusal: '拒签' } };
    const may = { ...told, now: '2025-04-25T09:00:00.000Z' };
    given(called()).when(holdInterview, { ...beforeMayDay, followUpReportDueOn: '2025-05-06' }, may).then(held({ ...beforeMayDay, followUpReportDueOn: '2025-05-06' }));
    given(called()).when(holdInterview, { ...beforeMayDay, followUpReportDueOn: '2025-04-30' }, may).thenRefused('supervision.follow-up-out-of-range', { earliest: '2025-05-06', latest: '2025-05-13', least: 5, most: 10 });
  });

  test('on the day of the notice any hour is right; before it only what is urgent, by a document', () => {
    given(called()).when(holdInterview, { ...record, heldAt: '2025-03-05T16:00:00.000Z' }, told).then(held({ heldAt: '2025-03-05T16:00:00.000Z' }));
    const early = { ...record, heldAt: '2025-03-05T15:59:59.999Z' };
    given(called()).when(holdInterview, early, told).thenRefused('supervision.held-before-notice', { noticed: '2025-03-06' }, 'body.heldAt');
    given(called(), moved()).when(holdInterview, record, told).thenRefused('supervision.held-before-notice', { noticed: '2025-03-10' });
    given(called()).when(holdInterview, { ...early, urgent: true }, told).thenRefused('supervision.authority-required');
    given(called()).when(holdInterview, { ...early, followUpReportDueOn: '2025-03-12', urgent: true, authority }, told).then(held({ heldAt: early.heldAt, followUpReportDueOn: '2025-03-12', urgent: { authority } }));
    given(called()).when(holdInterview, { ...early, urgent: true }, { ...told, authority }).then(held({ heldAt: early.heldAt, urgent: { authority } }));
  });

  test.each([
    ['of nothing', [], record, told, 'supervision.unknown-interview'],
    ['of what is still to come', [called()], { ...record, heldAt: '2025-03-07T01:00:00.001Z' }, told, 'supervision.held-ahead'],
    ['without minutes', [called()], { ...record, minutes: [] }, told, 'supervision.minutes-required'],
    ['that both signed and that promises nothing', [called()], { ...record, commitments: [] }, told, 'supervision.commitments-required'],
    ['with a promise for a day before', [called()], { ...record, commitments: [...record.commitments, { text: '立行立改', dueOn: '2025-03-05' }] }, told, 'supervision.commitment-due-before'],
    ['in a year without a calendar', [called()], record, { now, toldFrom: { calendar: [] } }, 'calendar.year-not-published'],
    ['of a cancelled one', [called(), cancelled()], record, told, 'supervision.interview-wrong-status'],
    ['of one that was held otherwise', [called(), held()], { ...record, statement: '其他' }, told, 'supervision.interview-wrong-status'],
  ] as const)('a record %s is refused', (_, past, command, options, code) => {
    given(...past).as(people.inspector).when(holdInterview, command, options as typeof told).thenRefused(code);
  });

  test('a span that reaches into a year without a calendar is not guessed', () => {
    const christmas = { ...record, heldAt: '2025-12-22T02:00:00.000Z', commitments: [{ text: '补检', dueOn: '2026-01-31' }], followUpReportDueOn: '2025-12-30' };
    const only2025 = { now: '2025-12-22T09:00:00.000Z', toldFrom: { calendar: publishedYears(2025) } };
    given(called()).when(holdInterview, christmas, only2025).thenRefused('calendar.year-not-published', { year: 2026 });
  });

  test('nobody of the unit records it', () => {
    given(called()).as(own).when(holdInterview, record, told).thenRefused('supervision.own-interview');
    given(called()).as(people.reporter).when(holdInterview, record, told).thenForbidden();
  });
});

describe('the report on an interview', () => {
  const reporting = { interview, report: '已补检 6 台', evidence };

  test('the unit gives it until the end of the day it is due; later it is late, not refused', () => {
    given(called(), held()).as(people.reporter).when(followUpInterview, reporting, { now: '2025-03-13T15:59:59.999Z' }).then(followedUp());
    given(called(), held()).as(people.reporter).when(followUpInterview, reporting, { now: '2025-03-13T16:00:00.000Z' }).then(followedUp(true));
  });

  test('the unit may report more until it is concluded; the same again changes nothing', () => {
    given(called(), held(), followedUp()).as(people.reporter).when(followUpInterview, { ...reporting, report: '全部补检' }, { now }).then(followedUp(false, '全部补检'));
    given(called(), held(), followedUp()).as(people.reporter).when(followUpInterview, reporting, { now }).thenNothing();
    given(called(), held(), followedUp()).as(people.reporter).when(followUpInterview, reporting, { now: '2025-03-13T16:00:00.000Z' }).thenNothing();
  });

  test.each([
    ['on nothing', [], 'supervision.unknown-interview'],
    ['before it was held', [called()], 'supervision.interview-wrong-status'],
    ['after its conclusion', [called(), held(), followedUp(), concluded()], 'supervision.interview-wrong-status'],
    ['on a cancelled one', [called(), cancelled()], 'supervision.interview-wrong-status'],
  ] as const)('a report %s is refused', (_, past, code) => {
    given(...past).when(followUpInterview, reporting, { now }).thenRefused(code);
  });

  test('another unit does not report, nor an inspector', () => {
    given(called(), held()).as(people.stranger).when(followUpInterview, reporting, { now }).thenForbidden();
    given(called(), held()).as(people.inspector).when(followUpInterview, reporting, { now }).thenForbidden();
  });
});

describe('concluding an interview', () => {
  const concluding = { interview, opinion: '整改到位' };

  test('on the unit\'s report, or without one when the day it was due has passed', () => {
    given(called(), held(), followedUp()).as(people.inspector).when(concludeInterview, concluding, { now }).then(concluded());
    given(called(), held()).as(people.inspector).when(concludeInterview, concluding, { now: '2025-03-13T16:00:00.000Z' }).then(concluded());
    given(called(), held(), followedUp(), concluded()).as(people.inspector).when(concludeInterview, concluding, { now }).thenNothing();
  });

  test.each([
    ['of nothing', [], concluding, 'supervision.unknown-interview'],
    ['before it was held', [called()], concluding, 'supervision.interview-wrong-status'],
    ['while the report is awaited', [called(), held()], concluding, 'supervision.follow-up-awaited'],
    ['that says something else', [called(), held(), followedUp(), concluded()], { ...concluding, opinion: '其他' }, 'supervision.interview-wrong-status'],
  ] as const)('a conclusion %s is refused', (_, past, command, code) => {
    given(...past).as(people.inspector).when(concludeInterview, command, { now: '2025-03-13T15:59:59.999Z' }).thenRefused(code);
  });

  test('nobody of the unit concludes it', () => {
    given(called(), held(), followedUp()).as(own).when(concludeInterview, concluding, { now }).thenRefused('supervision.own-interview');
    given(called(), held(), followedUp()).as(people.reporter).when(concludeInterview, concluding, { now }).thenForbidden();
  });
});
