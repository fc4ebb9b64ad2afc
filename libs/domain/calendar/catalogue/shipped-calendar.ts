import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { AnyCommand } from '#engine/kernel';
import { yearContent } from '../calendar.events.js';
import { publishYear, type PublishYear } from '../publish-year/publish-year.js';

const calendarFile = z.strictObject({ calendar: z.string(), years: z.array(z.strictObject({ year: z.int(), ...yearContent.shape })) });

/** The national calendar that comes with the product: the holiday notices of the State Council's office, as they read. */
export function shippedCalendar(): z.output<typeof calendarFile> {
  return calendarFile.parse(JSON.parse(readFileSync(new URL('./national.calendar.json', import.meta.url), 'utf8')));
}

/** A use case with its input, as a batch takes it. */
export interface CalendarCommand {
  readonly definition: AnyCommand;
  readonly command: PublishYear;
}

/** The acts that publish the years of the shipped calendar, in order: all on one stream, so one batch. Repeating them changes nothing. */
export function commandsOfCalendar(): readonly CalendarCommand[] {
  const { calendar, years } = shippedCalendar();
  return years.map((year) => ({ definition: publishYear, command: { calendar, ...year } }));
}
