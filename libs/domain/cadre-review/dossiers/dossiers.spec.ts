import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { person, project, recorded } from '#engine/testing';
import { reachesAny } from '#engine/kernel';
import { MessageCheck } from '#engine/relay';
import { acknowledgedFact, calculated, corrected, dispatchedFact, hashOf, letter, opened, preparedFact, published, publishedRoundFacts, rejectedFact, replacedFact, round, unit } from '../cadre-review-examples.js';
import type { RoundEvent } from '#domain/assessment';
import type { DossierEvent } from '../dossier.events.js';
import { maySeeDossiers, mayTakeDossiers } from '../cadre-review.policies.js';
import { dossierTopic } from '../cadre-review.topics.js';
import { deliveryOf } from '../feed/delivery.js';
import { publishedRounds, roundsBefore } from '../prepare-dossier/published-rounds.projection.js';
import { coverLetter } from './cover-letter.js';
import { dossierKey, dossiers } from './dossiers.projection.js';

const rowOf = (version: number, ...events: readonly DossierEvent[]) => project(dossiers).given(...events).row(dossierKey(round, unit, version))!;

describe('the register of dossiers', () => {
  test('follows a version to its receipt', () => {
    expect(rowOf(1, preparedFact())).toMatchObject({ dossier: 'nanjing-2024.xuanwu', year: 2024, version: 1, latest: true, status: 'prepared', number: letter, mark: 'internal', dispatched: null, settled: null, preparedBy: 'tester' });
    expect(rowOf(1, preparedFact(), dispatchedFact())).toMatchObject({ status: 'dispatched', dispatched: { at: '2025-01-01T00:00:02.000Z', by: 'tester', position: 2, hash: hashOf(1), kid: 'k', replaces: null } });
    expect(rowOf(1, preparedFact(), dispatchedFact(), acknowledgedFact())).toMatchObject({ status: 'acknowledged', settled: { outcome: 'acknowledged', receipt: 'r-1', receiver: '市委组织部', reason: null } });
    expect(rowOf(1, preparedFact(), dispatchedFact(), rejectedFact())).toMatchObject({ status: 'rejected', settled: { reason: '任职时间有误' } });
  });

  test('a superseded version stays visible with what became of it, also when the receipt comes late', () => {
    const all = [preparedFact(), dispatchedFact(), replacedFact(), preparedFact(2), acknowledgedFact(), dispatchedFact(2, 1)];
    expect(rowOf(1, ...all)).toMatchObject({ status: 'superseded', latest: false, supersededBy: 2, replacedBecause: '结果更正', dispatched: { hash: hashOf(1) }, settled: { outcome: 'acknowledged' } });
    expect(rowOf(2, ...all)).toMatchObject({ status: 'dispatched', latest: true, dispatched: { replaces: 1 } });
  });

  test('what is said of nothing leaves no row', () => {
    project(dossiers).given(dispatchedFact(), acknowledgedFact()).thenRows({});
  });

  test('is for organisation department, bureau and leadership; to the others dossiers do not exist', () => {
    const reaches = (role: string) => reachesAny(maySeeDossiers.scope(person('x', { roles: { [role]: 'all' } })));
    expect(['organisation', 'bureau', 'leadership'].every(reaches)).toBe(true);
    expect(['reporter', 'verifier', 'inspector', 'auditor', 'system-admin', 'security-admin', 'audit-admin', 'system'].some(reaches)).toBe(false);
    expect(['bureau', 'leadership', 'auditor'].some((role) => reachesAny(mayTakeDossiers.scope(person('x', { roles: { [role]: 'all' } }))))).toBe(false);
  });

  test('says how far a message has come', () => {
    const row = rowOf(1, preparedFact(), dispatchedFact());
    const taking = (takenTo: number, offeredTo: number) => ({ receiver: 'o', takenTo, offeredTo, at: '' });
    expect([deliveryOf({ dispatched: null }, [taking(9, 9)]), deliveryOf(row, []), deliveryOf(row, [taking(1, 1)]), deliveryOf(row, [taking(1, 2)]), deliveryOf(row, [taking(0, 1), taking(2, 2)])]).toEqual(['none', 'waiting', 'waiting', 'offered', 'taken']);
  });
});

describe('the covering letter', () => {
  test('states result and handling in both languages', () => {
    const { number, mark, title, to, paragraphs, attachments, date } = coverLetter(rowOf(1, preparedFact()), undefined);
    expect([number, mark.zh, title.zh, to.zh, date.zh]).toEqual([letter, '内部', '关于报送玄武区2024年度质量工作考核结果材料的函', '市委组织部', '2025年1月1日']);
    expect([paragraphs.length, paragraphs[0]!.zh, attachments[0]!.zh]).toEqual([2, '2024年度质量工作考核结果已以宁质发〔2025〕3号通报。玄武区得分88.77，等次B，位次3／12。', '玄武区2024年度政绩考核材料（第1版）']);
    expect(paragraphs.every(({ en }) => en.length > 20)).toBe(true);
  });

  test('of a replacement names the letter it takes the place of', () => {
    const row = rowOf(2, preparedFact(), dispatchedFact(), replacedFact(), preparedFact(2), dispatchedFact(2, 1));
    const { title, paragraphs } = coverLetter(row, { number: letter, version: 1 });
    expect([title.zh, paragraphs[1]!.zh]).toEqual(['关于更换玄武区2024年度质量工作考核结果材料的函', `本函所附材料（第2版）更换${letter}所附材料（第1版），原材料停止使用。`]);
  });
});

describe('the message', () => {
  const mapped = (version: number, replaces: number | null) => dossierTopic.map(recorded('cadre-review.DossierDispatched', dispatchedFact(version, replaces).data as never))[0]!;

  test('refers to the document and what it replaces, and names no person', () => {
    expect(mapped(2, 1)).toEqual({
      key: unit, subject: 'nanjing-2024.xuanwu',
      data: { dossier: 'nanjing-2024.xuanwu', round, unit, version: 2, number: `${letter}-2`, mark: 'internal', hash: hashOf(2), kid: 'k', dispatchedAt: '2025-01-01T00:00:01.000Z', replaces: { version: 1, hash: hashOf(1) } },
    });
    expect(JSON.stringify(mapped(1, null))).not.toContain('p-secretary');
    expect(dossierTopic.map(recorded('cadre-review.DossierAcknowledged', {} as never))).toEqual([]);
  });

  test('fits its published schema, and so do the examples', () => {
    const check = new MessageCheck(dossierTopic);
    expect([check.problem(mapped(1, null)), check.problem(mapped(2, 1)), check.problem({ ...mapped(1, null), data: { ...mapped(1, null).data, jws: 'no jws' } })]).toEqual([undefined, undefined, expect.stringContaining('/jws')]);
    const fits = new Ajv2020({ validateFormats: false, strictTypes: false, allowUnionTypes: true }).compile(dossierTopic.schema);
    for (const example of dossierTopic.schema['examples'] as unknown[]) expect([fits(example), fits.errors]).toEqual([true, null]);
  });
});

describe('rounds that dossiers are made from', () => {
  test('are known from their opening, with the run that holds in public', () => {
    const row = (...events: readonly RoundEvent[]) => project(publishedRounds).given(...events).row(round);
    expect(row(opened())).toMatchObject({ round, year: 2024, run: null, units: ['xuanwu', 'qinhuai', 'customs'] });
    expect(row(opened(), published())).toMatchObject({ run: 1, document: '宁质发〔2025〕3号', publishedOn: '2025-05-28', corrections: 0 });
    expect(row(opened(), published(), corrected())).toMatchObject({ run: 2, corrections: 1 });
    expect(row(opened(), { type: 'assessment.RoundCancelled', data: { round, reason: '误', authority: '文' } })).toBeUndefined();
    expect(row(published(), calculated())).toBeUndefined();
  });

  test('of the years before end at the first year without one', () => {
    const all = Object.values(project(publishedRounds).given(...[2019, 2021, 2022, 2023].flatMap((year) => publishedRoundFacts(`r-${year}`, year)), ...publishedRoundFacts('again', 2023), opened({ code: 'r-2020', year: 2020 })).rows());
    const current = { ...all[0]!, round, year: 2024 };
    expect([roundsBefore(all, current, unit, 4), roundsBefore(all, current, unit, 2), roundsBefore(all, current, 'gulou', 4)]).toEqual([['again', 'r-2022', 'r-2021'], ['again', 'r-2022'], []]);
    expect(roundsBefore(all, { ...current, plan: 'other' }, unit, 4)).toEqual([]);
  });
});
