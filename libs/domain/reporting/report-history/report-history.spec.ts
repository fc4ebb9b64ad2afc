import { describe, expect, test } from '@jest/globals';
import { recorded, recordedLog } from '#engine/testing';
import { about, corrected, reported, returned, verified } from '../reporting-examples.js';
import { historyOf } from './report-history.js';

describe('the history of a report', () => {
  const log = recordedLog([reported(), reported({ period: '2025-Q2' }), returned(), reported({ value: '13', note: '已核对' }), verified('13'), corrected({ from: '13', to: '14' })]);

  test('has every act on the period in order, with who, why and what', () => {
    const history = historyOf(log, '2025-Q1');
    expect(history.map(({ position, title }) => [position, title.zh])).toEqual([[1, '指标填报'], [3, '填报退回'], [4, '指标填报'], [5, '填报核定'], [6, '填报更正']]);
    expect(history[1]).toEqual({
      position: 3, revision: 2, id: log[2]!.id, type: 'reporting.ReportReturned', title: { zh: '填报退回', en: 'Report returned' }, recordedAt: '2025-01-01T00:00:03.000Z',
      actor: 'tester', actorUnit: null, reason: '数值与台账不符', authority: null, details: { value: '12' },
    });
    expect(history[4]).toMatchObject({ reason: '以统计部门核定数为准', authority: '宁统〔2025〕18号', details: { from: '13', to: '14', reasonCode: 'statistical-revision', evidence: [] } });
  });

  test('ends where it is asked to end', () => {
    expect(historyOf(log, '2025-Q1', 3)).toHaveLength(2);
    expect(historyOf(log, '2025-Q3')).toEqual([]);
  });

  test('takes reason and authority from the request where the fact has none, and names what it does not know', () => {
    const act = recorded('reporting.ReportVerified', { ...about, value: '12' }, { meta: { reason: '现场核对', authority: '宁质发〔2025〕2号', unit: 'science-tech' } });
    expect(historyOf([act], '2025-Q1')[0]).toMatchObject({ reason: '现场核对', authority: '宁质发〔2025〕2号', actorUnit: 'science-tech' });
    expect(historyOf([recorded('reporting.Unheard', { ...about })], '2025-Q1')[0]?.title).toEqual({ zh: 'reporting.Unheard', en: 'reporting.Unheard' });
  });
});
