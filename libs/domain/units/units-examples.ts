// Facts that specs of this context start from; product code never imports it.
import type { PersonEvent, UnitEvent } from './units.events.js';

type DataOf<T extends UnitEvent['type']> = Extract<UnitEvent, { type: T }>['data'];

export const document = '宁委编办〔2024〕5号';

export const registered = (changes: Partial<DataOf<'units.UnitRegistered'>> = {}): UnitEvent => {
  const data = { code: 'financial-regulation', name: { zh: '市金融监管局', en: 'Financial Supervision Bureau' }, kind: 'department' as const, aliases: [], order: 16, from: '2023-12-18', ...changes };
  return { type: 'units.UnitRegistered', validAt: data.from, data };
};

export const newName = { zh: '市金融管理局', en: 'Financial Administration' };

export const renamed = (from = '2024-06-01'): UnitEvent => ({ type: 'units.UnitRenamed', validAt: from, data: { code: 'financial-regulation', name: newName, from, document } });

export const merged = (from = '2025-01-01'): UnitEvent => ({ type: 'units.UnitMerged', validAt: from, data: { code: 'financial-regulation', into: 'finance', from, document } });

export const closed = (from = '2025-01-01'): UnitEvent => ({ type: 'units.UnitClosed', validAt: from, data: { code: 'financial-regulation', from, document } });

export const appointed = (changes: Partial<DataOf<'units.LeaderAppointed'>> = {}): UnitEvent => {
  const data = {
    unit: 'financial-regulation', appointment: 'director-1', person: 'p-1', post: { zh: '局长', en: 'Director' }, rank: 'main' as const, line: 'both' as const,
    portfolio: { measures: [], units: [] }, from: '2024-01-10', ...changes,
  };
  return { type: 'units.LeaderAppointed', validAt: data.from, data };
};

export const left = (until = '2024-09-30', changes: Partial<DataOf<'units.LeaderLeft'>> = {}): UnitEvent => ({
  type: 'units.LeaderLeft', validAt: until, data: { unit: 'financial-regulation', appointment: 'director-1', person: 'p-1', until, ...changes },
});

export const personAdded = (person = 'p-1'): PersonEvent => ({ type: 'units.PersonAdded', data: { person } });
export const personErased = (person = 'p-1'): PersonEvent => ({ type: 'units.PersonErased', data: { person, reason: '本人申请' } });
