import { describe, expect, test } from '@jest/globals';
import { project } from '#engine/testing';
import { card, definedCard, plan, registeredUnit, targetOf } from '../reporting-examples.js';
import { reportingCards, reportingTargets, reportingUnits, targetKey } from './reporting-directory.projection.js';

describe('the directory of reporting', () => {
  test('keeps the card in force', () => {
    const revised = { type: 'plan.IndicatorRevised', data: { plan, card: card({ decimals: 2 }), changed: ['decimals'], document: '宁质发〔2025〕1号' } };
    project(reportingCards).given(definedCard(), revised).thenRows({ [`${plan}/tech-incubators`]: { plan, indicator: 'tech-incubators', card: card({ decimals: 2 }) } });
  });

  test('keeps the target in force per unit and year', () => {
    const { target } = targetOf('20').data as { target: object };
    const revised = { type: 'plan.TargetRevised', data: { plan, target: { ...target, value: '18' }, from: target, document: 'x' } };
    const rows = project(reportingTargets).given(targetOf('20'), targetOf('30', 'qinhuai'), revised);
    expect(rows.row(targetKey({ plan, indicator: 'tech-incubators', unit: 'xuanwu', year: 2025 }))?.target.value).toBe('18');
    expect(rows.row(targetKey({ plan, indicator: 'tech-incubators', unit: 'qinhuai', year: 2025 }))?.target.value).toBe('30');
  });

  test('keeps the names a unit has, and from when it is gone', () => {
    const renamed = { type: 'units.UnitRenamed', data: { code: 'xuanwu', name: { zh: '新玄武区', en: 'New Xuanwu' }, from: '2025-01-01', document: 'x' } };
    const closed = { type: 'units.UnitClosed', data: { code: 'xuanwu', from: '2025-06-01', document: 'x' } };
    const merged = { type: 'units.UnitMerged', data: { code: 'qinhuai', into: 'xuanwu', from: '2025-07-01', document: 'x' } };
    project(reportingUnits).given(registeredUnit(), registeredUnit('qinhuai'), renamed, closed, merged).thenRows({
      xuanwu: { unit: 'xuanwu', nameZh: '新玄武区', nameEn: 'New Xuanwu', fullName: null, aliases: [], goneFrom: '2025-06-01' },
      qinhuai: { unit: 'qinhuai', nameZh: '玄武区', nameEn: 'Xuanwu District', fullName: null, aliases: [], goneFrom: '2025-07-01' },
    });
    project(reportingUnits).given(renamed, closed).thenRows({});
  });
});
