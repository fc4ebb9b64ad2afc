import { describe, expect, test } from '@jest/globals';
import { given } from '#engine/testing';
import { shippedYears } from '../calendar-examples.js';
import { publishYear } from '../publish-year/publish-year.js';
import { commandsOfCalendar } from './shipped-calendar.js';

describe('the shipped calendar', () => {
  test('publishes its years one after the other, and a second time changes nothing', () => {
    const commands = commandsOfCalendar();
    expect(commands.map(({ command }) => [command.year, command.document])).toEqual([
      [2023, '国办发明电〔2022〕16号'], [2024, '国办发明电〔2023〕7号'], [2025, '国办发明电〔2024〕12号'], [2026, '国办发明电〔2025〕7号'],
    ]);
    const past = commands.reduce<readonly any[]>((before, { command }) => [...before, ...given(...before).when(publishYear, command).events()], []);
    expect(past).toHaveLength(4);
    for (const { command } of commands) given(...past).when(publishYear, command).thenNothing();
  });

  // Counted from the notices: weekdays, less days off in the week, plus days made up.
  test.each([
    [2023, 249, [18, 20, 23, 20, 21, 21, 21, 23, 20, 19, 22, 21]],
    [2024, 251, [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22]],
    [2025, 248, [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23]],
    [2026, 248, [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]],
  ])('%i has %i working days', (year, total, byMonth) => {
    const { workingDays } = shippedYears.years[year]!;
    const counted = byMonth.map((_, month) => workingDays.filter((date) => Number(date.slice(5, 7)) === month + 1).length);
    expect([workingDays.length, counted]).toEqual([total, byMonth]);
  });
});
