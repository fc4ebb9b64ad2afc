import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { decimal, derivedId, zhihengNamespace } from '#engine/kernel';
import { CommandEngine } from '#engine/commands';
import { person, TestClock } from '#engine/testing';
import { unitEvents, unitStream } from '#domain/units';
import { MemoryEventStore } from '../../../engine/event-store/memory/index.js';
import { planEvents, planStream } from '../plan.events.js';
import { targetProblem } from '../set-target/target-problem.js';
import { shipped } from '../plan-examples.js';
import { catalogueSchema, unitNamed } from './catalogue.js';
import { catalogueProblems } from './catalogue-problems.js';
import { commandsOfCatalogue } from './commands-of-catalogue.js';
import { decomposedIndicators } from './decomposed-indicators.js';
import { cardsOf, cityTargetsOf } from './definition-cards.js';
import { CatalogueUnreadable, readCatalogue } from './shipped-catalogues.js';

const { catalogue } = shipped;
const read = (name: string): Buffer => readFileSync(new URL(name, import.meta.url));
const printed = read('./nanjing-2023.text.zh.txt').toString('utf8').split('\n').map((line) => line.trim());
const cards = cardsOf(catalogue);
const blocks = ['jiangbei-new-area', 'xuanwu', 'qinhuai', 'jianye', 'gulou', 'pukou', 'qixia', 'yuhuatai', 'jiangning', 'luhe', 'lishui', 'gaochun'];

const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const chinese = (n: number): string => (n < 10 ? digits[n]! : `${n < 20 ? '' : digits[Math.floor(n / 10)]}十${digits[n % 10]}`);

describe('the shipped catalogue', () => {
  test('has 28 measures, 69 indicators and 49 units and no problems', () => {
    expect([catalogue.measures.length, catalogue.indicators.length, catalogue.units.length]).toEqual([28, 69, 49]);
    expect(catalogueProblems(catalogue)).toEqual([]);
    expect(catalogue.measures.map((m) => m.no)).toEqual(Array.from({ length: 28 }, (_, at) => at + 1));
    const kinds = (kind: string): number => catalogue.indicators.filter((i) => i.kind === kind).length;
    expect([kinds('quantitative'), kinds('qualitative-milestone'), kinds('veto')]).toEqual([27, 41, 1]);
  });

  test('rebuilds every measure paragraph of the printed plan, letter by letter', () => {
    for (const { no, title, text, responsibleUnits, open } of catalogue.measures) {
      const paragraph = printed.find((line) => line.startsWith(`(${chinese(no)})`))!;
      const [left, right] = paragraph.endsWith('〕') ? ['〔', '〕'] : ['(', ')'];
      // After 各区党委和政府 the plan prints a comma where it otherwise lists with 、.
      const list = responsibleUnits.join('、').replace('各区党委和政府、', '各区党委和政府,');
      expect(`(${chinese(no)})${title}。${text}${left}责任部门:${list}${open ? '等' : ''}${right}`).toBe(paragraph);
    }
  });

  test('has the overall requirements as printed, and every quote where it says', () => {
    for (const paragraph of catalogue.plan.overallRequirements) expect(printed).toContain(paragraph);
    for (const { code, measure, sourceQuote } of catalogue.indicators) {
      const texts = measure === 'general' ? catalogue.plan.overallRequirements : [catalogue.measures.find((m) => m.no === measure)!.text];
      expect([code, texts.some((text) => text.includes(sourceQuote))]).toEqual([code, true]);
    }
  });

  test('knows each responsible unit by exactly one name', () => {
    const names = new Set(catalogue.measures.flatMap((m) => m.responsibleUnits));
    expect(names.size).toBe(35);
    for (const name of names) expect([name, unitNamed(catalogue, name)?.code]).toEqual([name, expect.any(String)]);
    expect(unitNamed(catalogue, '市委党校')?.code).toBe('party-school');
    expect(unitNamed(catalogue, '市某局')).toBeUndefined();
  });

  test('is read with the digest of its bytes', () => {
    expect(shipped.sha256).toBe(createHash('sha256').update(read('./nanjing-2023.catalogue.json')).digest('hex'));
  });

  test.each([
    ['no JSON', Buffer.from('{'), 'not JSON in UTF-8'],
    ['another encoding', Buffer.from([0x22, 0xca, 0xd0, 0x22]), 'not JSON in UTF-8'],
    ['an unknown field', Buffer.from(JSON.stringify({ ...catalogue, more: 1 })), 'Unrecognized key'],
    ['a missing part', Buffer.from(JSON.stringify({ ...catalogue, units: undefined })), 'units'],
    ['a code with a dot', Buffer.from(JSON.stringify({ ...catalogue, units: [{ ...catalogue.units[0], code: 'a.b' }] })), 'units.0.code'],
  ])('a file that is %s is refused with the place', (_, bytes, problem) => {
    expect(() => readCatalogue(bytes)).toThrow(CatalogueUnreadable);
    expect(() => readCatalogue(bytes)).toThrow(problem);
  });

  test('is what the format says', () => {
    expect(catalogueSchema.parse(JSON.parse(read('./nanjing-2023.catalogue.json').toString('utf8')))).toEqual(catalogue);
  });
});

describe('definition cards of the catalogue', () => {
  test('are valid facts, and no verifier ever reports', () => {
    for (const card of cards) {
      expect(planEvents['plan.IndicatorDefined'].data.parse({ plan: 'p', card })).toEqual({ plan: 'p', card });
      expect([card.code, card.reportedBy.includes(card.verifier)]).toEqual([card.code, false]);
      expect(new Set(card.reportedBy).size).toBe(card.reportedBy.length);
    }
  });

  test('the lead unit reports every indicator; the twelve blocks report those that can be told apart by area', () => {
    for (const { code, suggested } of catalogue.indicators) {
      const { reportedBy } = cards.find((card) => card.code === code)!;
      expect([code, ...reportedBy]).toEqual([code, suggested.leadUnit, ...(Object.hasOwn(decomposedIndicators, code) ? blocks : [])]);
    }
    expect(Object.keys(decomposedIndicators).filter((code) => !cards.some((card) => card.code === code))).toEqual([]);
  });

  test('the bureau’s own figures are verified by another department', () => {
    const verifier = (code: string): string => cards.find((card) => card.code === code)!.verifier;
    expect(verifier('food-sampling-pass-rate')).toBe('development-reform');
    expect(verifier('party-quality-inspection-mechanism')).toBe('organisation-dept');
    expect(verifier('tech-incubators')).toBe('market-regulation');
    expect(verifier('quality-in-cadre-training')).toBe('market-regulation');
  });

  test('derive places, range, frequency and lag by rule', () => {
    const of = (code: string) => cards.find((card) => card.code === code);
    expect(of('rd-expenditure-share')).toMatchObject({ decimals: 2, range: { min: '0', max: '100' }, frequency: 'year', accumulation: 'latest', releaseLagDays: 270, evidenceRequired: false });
    expect(of('industrial-energy-intensity-cut')).toMatchObject({ range: { min: '-100', max: '100' }, baseline: { year: 2020, value: '0' } });
    expect(of('governor-quality-award-rank')).toMatchObject({ decimals: 0, range: { min: '1', max: '13' }, direction: 'lower-better', needsThreshold: true, evidenceRequired: true });
    expect(of('national-standards')).toMatchObject({ decimals: 0, frequency: 'quarter', accumulation: 'cumulative', releaseLagDays: 20 });
    expect(of('public-sense-of-quality')).toMatchObject({ decimals: 1, range: { min: '0', max: '1' } });
    expect(of('no-major-quality-accident')).toMatchObject({ frequency: 'event', kind: 'veto', releaseLagDays: 0 });
    expect(of('testing-metrology-centres')?.notes).toContain('2021—2025年累计');
    expect(of('china-quality-award')?.baseline).toBeUndefined();
    expect(of('china-quality-award')?.notes).toContain('零的突破');
  });
});

describe('city targets of the catalogue', () => {
  const targets = cityTargetsOf(catalogue);

  test('stand under their cards, one for each indicator', () => {
    expect(targets).toHaveLength(69);
    for (const [at, target] of targets.entries()) expect([target.indicator, targetProblem(target, cards[at]!)]).toEqual([target.indicator, undefined]);
  });

  test('keep the plan’s numbers exactly and make a milestone of what has none', () => {
    const of = (code: string) => targets.find((target) => target.indicator === code);
    expect(of('food-sampling-pass-rate')).toEqual({ indicator: 'food-sampling-pass-rate', unit: 'city', year: 2025, comparator: '>=', value: '98.5', qualifier: '以上', profile: 'year-end' });
    expect(of('quality-excellent-chains')).toMatchObject({ comparator: 'milestone', qualifier: '一批' });
    expect(of('engineering-sampling-pass-rate')).toMatchObject({ comparator: 'improving' });
    expect(of('national-standards')?.profile).toBe('linear');
    expect(of('grid-quarterly-inspection')?.profile).toEqual(['1', '1', '1', '1']);
    expect(of('benchmark-city-2035')?.year).toBe(2035);
    for (const { code, target: { value } } of catalogue.indicators) expect(of(code)?.value === undefined ? null : decimal(of(code)!.value!).toNumber()).toBe(value);
  });
});

describe('a catalogue as commands', () => {
  test('on the log of its 49 units, the command engine records the plan with assignments and targets in one append', async () => {
    const clock = new TestClock('2025-01-02T01:00:00.000Z');
    const store = new MemoryEventStore({ clock });
    const engine = new CommandEngine(store, { ...unitEvents, ...planEvents }, clock);
    const actor = person('director', { roles: { bureau: 'all' } });
    const envelope = (commandId: string) => ({ commandId, retryable: true, actor, correlation: commandId });
    const { units, plan } = commandsOfCatalogue('nanjing-2023', catalogue, shipped.sha256);
    await store.append(units.map((unit) => {
      const data = unitEvents['units.UnitRegistered'].data.parse(unit);
      const id = derivedId(zhihengNamespace, unit.code);
      return { stream: unitStream(unit.code), expected: 'no-stream', events: [{ id, type: 'units.UnitRegistered', schema: 1, data, meta: { actor: actor.id, correlation: id, causation: id } }] };
    }));
    expect(await store.head()).toBe(49);
    const second = await engine.executeAll(plan, envelope('00000000-0000-4000-8000-000000000002'));
    expect([second.refused, second.receipt?.events]).toEqual([[], 1 + 28 + 69 + 28 + 69]);
    const log = await store.readStream(planStream('nanjing-2023'), { limit: 500 });
    expect(log.filter((e) => e.type === 'plan.MeasureAssigned')).toHaveLength(28);
    const again = await engine.executeAll(plan, envelope('00000000-0000-4000-8000-000000000002'));
    expect(again.receipt?.repeated).toBe(true);
  });

  test('the unit printed first leads; collectives stay themselves and their members take part', () => {
    const { plan } = commandsOfCatalogue('nanjing-2023', catalogue, shipped.sha256);
    const assignment = (no: number) => plan.map((item) => item.command as { no?: number }).find((command) => command.no === no);
    expect(assignment(1)).toEqual({ plan: 'nanjing-2023', no: 1, lead: 'science-tech', supporting: ['industry-it', 'market-regulation', 'finance', 'taxation'], from: '2023-12-18' });
    expect(assignment(25)).toMatchObject({ lead: 'jiangbei-new-area', supporting: ['all-districts', 'market-regulation'] });
    expect(assignment(27)).toMatchObject({ supporting: ['publicity-dept', 'party-school', 'market-regulation', 'development-reform'] });
  });

  test('units keep the official order and what the catalogue says of them', () => {
    const { units } = commandsOfCatalogue('nanjing-2023', catalogue, shipped.sha256);
    expect(units.map((u) => [u.order, u.code])).toEqual(catalogue.units.map((u, at) => [at + 1, u.code]));
    expect(units.find((u) => u.code === 'taxation')).toMatchObject({ verticallyManaged: true, fullName: '国家税务总局南京市税务局', from: '2023-12-18' });
    expect(units.find((u) => u.code === 'all-districts')?.members).toHaveLength(11);
  });

  test('a unit that nobody knows stops it', () => {
    const broken = { ...catalogue, measures: [{ ...catalogue.measures[0]!, responsibleUnits: ['市某局'] }] };
    expect(() => commandsOfCatalogue('x', broken, 'ab')).toThrow('市某局');
  });
});
