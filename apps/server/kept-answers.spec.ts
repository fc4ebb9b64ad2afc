import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KeptCity, pastRoutes, poolsOf, questionsUpTo, type Question } from './kept-answers-examples.js';

const seed = Number(process.env['KEPT_ANSWERS_SEED'] ?? 20_250_410);
const asked = 400;

/** The questions whose answer is no longer what it was, the first few in full. */
function changed(questions: readonly Question[], before: readonly string[], now: readonly string[]): readonly object[] {
  return questions.flatMap((question, index) => (before[index] === now[index] ? [] : [{ ...question, before: excerpt(before[index]!, now[index]!), now: excerpt(now[index]!, before[index]!) }])).slice(0, 3);
}

function excerpt(text: string, other: string): string {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at += 1;
  return text.slice(Math.max(0, at - 120), at + 120);
}

/** A target of the list as a revision of it: one more. */
const revisionOf = ({ indicator, unit, year, comparator, value, qualifier, profile }: any): object => ({
  target: { indicator, unit, year, comparator, value: String(Number(value) + 1), profile, ...(qualifier === null ? {} : { qualifier }) },
});

describe('what was answered about the past', () => {
  let city: KeptCity;
  let questions: readonly Question[];
  let kept: readonly string[];
  let head: number;

  beforeAll(async () => {
    city = await KeptCity.start('2026-04-15T02:00:00.000Z');
    head = await city.settled();
    questions = questionsUpTo(head, await poolsOf(city), asked, seed);
    kept = await answers();
  }, 180_000);
  afterAll(() => city.stop(), 60_000);

  async function answers(): Promise<readonly string[]> {
    const all: string[] = [];
    for (const question of questions) all.push(await city.answer(question));
    return all;
  }

  test('is of every view, mostly found, and of the position that was asked for', () => {
    expect(questions.length).toBeGreaterThanOrEqual(Math.max(asked, pastRoutes().length));
    const found = kept.filter((answer) => answer.startsWith('200 '));
    expect(found.length / kept.length).toBeGreaterThan(0.5);
    expect(kept.filter((answer) => answer.startsWith('5'))).toEqual([]);
    expect(questions.flatMap(({ path }, index) => (kept[index]!.startsWith('400 ') ? [[path, kept[index]]] : [])).slice(0, 3)).toEqual([]);
    const lists = questions.flatMap(({ path }, index) => {
      const position = /^200 .*"position":(\d+)\}?$/.exec(kept[index]!)?.[1];
      return position === undefined || path.includes('/comparison') || path.includes('/sheet') ? [] : [[new URLSearchParams(path.split('?')[1]).get('asKnownAt'), position]];
    });
    expect(lists.length).toBeGreaterThan(50);
    expect(lists.filter(([at, position]) => at !== position)).toEqual([]);
  });

  test('stays, byte for byte, whatever is recorded later', async () => {
    const corrected = (await city.act('bureau', 'GET', '/reports?plan=nanjing-2023&indicator=tech-incubators&status=verified&limit=1')).items[0];
    const { plan, indicator, unit, period, value } = corrected;
    await city.act('bureau', 'POST', `/reports/${plan}/${indicator}/${unit}/${period}/correction`, { from: value, to: String(Number(value) + 1), reasonCode: 'input-error', reason: '录入有误', authority: '演示文号', evidence: [] });
    const { items: [target] } = await city.act('bureau', 'GET', `/plans/${plan}/targets?indicator=${indicator}&limit=1`);
    await city.act('bureau', 'POST', `/plans/${plan}/targets/revisions`, revisionOf(target), { 'x-reason': encodeURIComponent('调整'), 'x-authority': encodeURIComponent('演示文号') });
    const { finding } = await city.act('inspector', 'POST', '/findings', {
      content: {
        title: '台账缺失', problem: '3 家无台账。', severity: 'general', source: { kind: 'site-check' }, basis: '措施 9', requirement: '补齐。', unit: 'xuanwu', supporting: [], plan: 'nanjing-2023', measure: 9,
        due: { days: 20, kind: 'calendar' },
      },
    });
    await city.act('inspector', 'POST', `/findings/${finding}/issue`);
    await city.act('reporter-xuanwu', 'POST', `/findings/${finding}/acknowledgement`, { unit: 'xuanwu' });
    await city.act('secadmin', 'POST', '/users/verifier-science-tech/grants', { role: 'inspector', units: ['qinhuai'] });
    await city.act('secadmin', 'POST', '/users/verifier-science-tech/revocations', { role: 'inspector', reason: '核对完毕' });
    expect(await city.settled()).toBeGreaterThanOrEqual(head + 7);
    expect(changed(questions, kept, await answers())).toEqual([]);
  }, 120_000);

  test('stays over a restart, and weeks later', async () => {
    await city.restart(40);
    expect(changed(questions, kept, await answers())).toEqual([]);
  }, 180_000);

  test('stays when every projection was built anew', async () => {
    await city.rebuildAll(120_000);
    expect(changed(questions, kept, await answers())).toEqual([]);
  }, 240_000);
});
