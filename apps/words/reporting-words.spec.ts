import { describe, expect, test } from '@jest/globals';
import { completenessStates } from '../../libs/domain/reporting/completeness/completeness-row.js';
import { correctionReasons } from '../../libs/domain/reporting/report.events.js';
import { reportStatuses } from '../../libs/domain/reporting/report.state.js';
import { softCheckTexts } from '../../libs/domain/reporting/soft-checks/soft-checks.js';
import * as words from './reporting-words.js';

describe('the words of reporting', () => {
  test('are there for every status, correction reason and state of completeness, and no others', () => {
    expect(Object.keys(words.reportStatusWords)).toEqual([...reportStatuses]);
    expect(Object.keys(words.correctionReasonWords)).toEqual([...correctionReasons]);
    expect(Object.keys(words.completenessWords)).toEqual([...completenessStates]);
  });

  test('say of a soft check what the server says', () => {
    expect(words.softCheckWords).toEqual(softCheckTexts);
  });

  test('are complete in both languages', () => {
    for (const table of Object.values(words)) for (const word of Object.values(table)) expect([word.zh, word.en].every((text) => text.trim() !== '')).toBe(true);
  });
});
