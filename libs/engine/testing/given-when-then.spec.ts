import { describe, expect, test } from '@jest/globals';
import { command, refuse, rolePolicy, told, type Decision, type DomainEvent, type Fold } from '#engine/kernel';
import { model, rows } from '#engine/projections';
import { process } from '#engine/reactions';
import { given, person, project, reacting, recorded } from './index.js';

type Opened = DomainEvent<'desk.Opened', { title: string }>;
type Closed = DomainEvent<'desk.Closed', { by: string; calendar: number }>;
type DeskEvent = Opened | Closed;

const desk: Fold<{ readonly open: boolean }, DeskEvent> = {
  name: 'desk',
  initial: { open: false },
  evolve: (state, event) => ({ ...state, open: event.type === 'desk.Opened' }),
};

const calendar: Fold<number, DomainEvent<'calendar.DayAdded', {}>> = { name: 'calendar', initial: 0, evolve: (days) => days + 1 };

const closeDesk = command({
  name: 'desk.Close',
  stream: (input: { id: string }) => `desk-${input.id}`,
  state: desk,
  told: () => ({ calendar: told('calendar-1', calendar) }),
  policy: rolePolicy('desk.close', ['clerk']),
  unit: () => '320102',
  decide: (state, _input, { actor, told: facts }): Decision<DeskEvent> =>
    state.open ? [{ type: 'desk.Closed', data: { by: actor.id, calendar: facts.calendar } }] : refuse('desk.not-open', { id: 'a' }, 'id'),
});

const opened: Opened = { type: 'desk.Opened', data: { title: '窗口' } };
const impureClose = { ...closeDesk, decide: (state: { open: boolean }) => ((state.open = false), []) };
let turns = 0;
const fickleClose = { ...closeDesk, decide: (): readonly DeskEvent[] => [{ type: 'desk.Closed', data: { by: 'x', calendar: turns++ } }] };

describe('given, when, then for a decision', () => {
  test('passes on the facts decided and folds what was told', () => {
    given(opened)
      .when(closeDesk, { id: 'a' }, { toldFrom: { calendar: [{ type: 'calendar.DayAdded', data: {} }] } })
      .then({ type: 'desk.Closed', data: { by: 'tester', calendar: 1 } });
    given(opened).when(closeDesk, { id: 'a' }, { told: { calendar: 7 } }).then({ type: 'desk.Closed', data: { by: 'tester', calendar: 7 } });
    expect(given(opened).when(closeDesk, { id: 'a' }).state()).toEqual({ open: false });
  });

  test('fails on other facts, on a refusal, and on silence', () => {
    expect(() => given(opened).when(closeDesk, { id: 'a' }).then({ type: 'desk.Closed', data: { by: 'other', calendar: 0 } })).toThrow('other');
    expect(() => given(opened).when(closeDesk, { id: 'a' }).then()).toThrow();
    expect(() => given().when(closeDesk, { id: 'a' }).thenNothing()).toThrow('desk.not-open');
    expect(() => given(opened).when(closeDesk, { id: 'a' }).thenRefused('desk.not-open')).toThrow('expected the refusal');
  });

  test('compares code, values and field of a refusal', () => {
    const outcome = given().when(closeDesk, { id: 'a' });
    outcome.thenRefused('desk.not-open', { id: 'a' }, 'id');
    expect(() => outcome.thenRefused('desk.other')).toThrow();
    expect(() => outcome.thenRefused('desk.not-open', { id: 'b' })).toThrow();
    expect(() => outcome.thenRefused('desk.not-open', undefined, 'name')).toThrow();
  });

  test('checks the policy for the actor and the unit when somebody asks', () => {
    const clerk = person('li', { unit: '320102', roles: { clerk: ['320102'] } });
    const elsewhere = person('wu', { roles: { clerk: ['320104'] } });
    given(opened).as(clerk).when(closeDesk, { id: 'a' }).then({ type: 'desk.Closed', data: { by: 'li', calendar: 0 } });
    given(opened).as(elsewhere).when(closeDesk, { id: 'a' }).thenForbidden();
    expect(() => given(opened).as(clerk).when(closeDesk, { id: 'a' }).thenForbidden()).toThrow('desk.close');
    expect(() => given(opened).as(elsewhere).when(closeDesk, { id: 'a' }).then()).toThrow('desk.close');
  });

  test('catches a decision that changes its state or decides differently each time', () => {
    expect(() => given(opened).when(impureClose, { id: 'a' })).toThrow(TypeError);
    expect(() => given(opened).when(fickleClose, { id: 'a' })).toThrow('differently');
  });

  test('refuses to pretend a fact was told that the command does not ask for', () => {
    expect(() => given(opened).when(closeDesk, { id: 'a' }, { told: { weather: 1 } as never })).toThrow('weather');
  });
});

const register = rows<{ title: string; seen: number }, DeskEvent>({
  name: 'register',
  version: 1,
  events: ['desk.'],
  table: { name: 'desks', fields: {}, indexes: [], temporal: false },
  keys: (event) => [event.stream],
  fold: (row, event) => (event.type === 'desk.Closed' ? undefined : { title: event.data.title, seen: (row?.seen ?? 0) + 1 }),
});

const counting = (restores: boolean) =>
  model<{ count: number }, DeskEvent>({
    name: 'counting',
    version: 1,
    events: ['desk.'],
    tables: [{ name: 'counts', fields: {}, indexes: [], temporal: false }],
    initial: () => ({ count: 0 }),
    restore: (state, _table, _key, row) => {
      if (restores) state.count = row['count'] as number;
    },
    apply: (state) => [{ table: 'counts', key: 'all', row: { count: ++state.count } }],
  });

describe('given, row for a projection', () => {
  test('folds the facts its prefixes cover and removes rows', () => {
    const made = project(register).given(opened, { type: 'other.Thing', data: {} }, opened);
    expect(made.row('test-1')).toEqual({ title: '窗口', seen: 2 });
    made.thenRows({ 'test-1': { title: '窗口', seen: 2 } });
    expect(project(register).given(opened, recorded('desk.Closed', { by: 'a', calendar: 0 }, { position: 9 })).rows()).toEqual({});
    expect(() => made.thenRows({})).toThrow();
  });

  test('notices a model that cannot be restored from its rows', () => {
    project(counting(true)).given(opened, opened, opened).thenRows({ all: { count: 3 } }).thenSameAfterAnyRestart();
    expect(() => project(counting(false)).given(opened, opened).thenSameAfterAnyRestart()).toThrow('after a restart');
  });
});

const closing = process<DeskEvent>({
  name: 'closing',
  events: ['desk.Opened'],
  react: (event) => [
    { definition: closeDesk, command: { id: event.stream } },
    { timer: `close/${event.stream}`, dueAt: event.recordedAt, payload: {} },
  ],
  due: ({ timer }) => [{ definition: closeDesk, command: { id: timer } }],
});

describe('given, expect for a process', () => {
  test('compares commands and timers', () => {
    const effects = reacting(closing).given(recorded('desk.Opened', { title: 'a' }, { stream: 'desk-7' }));
    effects.expect(
      { definition: closeDesk, command: { id: 'desk-7' } },
      { timer: 'close/desk-7', dueAt: '2025-01-01T00:00:01.000Z', payload: {} },
    );
    expect(() => effects.expect({ definition: closeDesk, command: { id: 'desk-8' } })).toThrow();
    reacting(closing).due('t', '2025-01-01T00:00:00.000Z').expect({ definition: closeDesk, command: { id: 't' } });
  });

  test('refuses a fact the process never sees', () => {
    expect(() => reacting(closing).given({ type: 'desk.Closed', data: {} })).toThrow('never sees');
  });
});
