import { describe, expect, test } from '@jest/globals';
import { decimal } from '#engine/kernel';
import { calculate, parseScheme, type GroupInput, type Scheme, type ScoreSheet, type SheetNode } from '../../../libs/domain/scoring/engine.js';
import { styleFor } from '../terminal/style.js';
import { displayWidth } from '../terminal/width.js';
import { renderSheet, type SheetLayout } from './render-sheet.js';

const both = (zh: string, en: string) => ({ zh, en });

const scheme = (): Scheme => {
  const read = parseScheme({
    schemaVersion: 1, id: 'example', version: 3, title: both('示例细则', 'Example scheme'),
    groups: [{
      code: 'districts', title: both('各区', 'Districts'), units: ['xuanwu', 'qinhuai'], rounding: { places: 2, mode: 'half-up', applies: 'total' },
      bands: [{ code: 'A', title: both('优秀', 'Excellent'), from: '90' }, { code: 'B', title: both('良好', 'Good'), to: '90' }],
      bonuses: { cap: '5', rules: [{ code: 'award', title: both('表彰', 'Award'), documentTypes: ['notice'], points: { national: '3' } }] },
      tree: {
        code: 'total', title: both('质量工作', 'Quality work'), points: '100', aggregate: 'sum-of-points',
        children: [
          {
            code: 'innovation', title: both('质量创新', 'Innovation'), points: '70', aggregate: 'sum-of-points',
            children: [
              { code: 'incubators', title: both('孵化器', 'Incubators'), indicator: 'tech-incubators', points: '40', method: { type: 'completion-ratio', target: { from: 'target' } } },
              { code: 'patents', title: both('专利', 'Patents'), indicator: 'patents', points: '30', method: { type: 'peer-min-max' } },
            ],
          },
          { code: 'safety', title: both('质量安全', 'Safety'), indicator: 'pass-rate', points: '30', method: { type: 'goalposts', min: '80', max: '100' } },
        ],
      },
    }],
  });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.scheme;
};

const input: GroupInput = {
  asOf: '2025', asKnownAt: 900,
  units: {
    xuanwu: {
      values: {
        'tech-incubators': { state: 'reported', value: '18', position: 812, period: '2025-Q3' }, patents: { state: 'reported', value: '60', position: 813, period: '2025-Q3' },
        'pass-rate': { state: 'not-released' },
      },
      targets: { 'tech-incubators': { value: '24', position: 44, period: '2025', replaces: '20' } },
      bonuses: [{ rule: 'award', matter: '中国质量奖', level: 'national', documentType: 'notice', document: '国市监质〔2025〕9号', position: 820 }],
    },
    qinhuai: {
      values: { 'tech-incubators': { state: 'reported', value: '30', position: 700 }, patents: { state: 'reported', value: '40', position: 815 }, 'pass-rate': { state: 'reported', value: '99', position: 702 } },
      targets: { 'tech-incubators': { value: '24', position: 45 } },
    },
  },
};

const sheetOf = (unit: string): ScoreSheet => calculate(scheme(), 'districts', input).sheet(unit);
const layout: SheetLayout = { language: 'zh', style: styleFor(false, true, {}) };

describe('an explained score', () => {
  test('shows every input with its period and log position, and what a target was before', () => {
    const text = renderSheet(sheetOf('xuanwu'), layout);
    expect(text).toContain('数据：value = 18 (2025-Q3, 位置 812)');
    expect(text).toContain('数据：target = 24 (2025, 位置 44, 原为 20)');
    expect(text).toMatch(/公式：实际 18 ÷ 目标 24 = 0\.75/);
    expect(text).toMatch(/同组：2 个单位，最低 40，最高 60 （?\(?位置 815/);
    expect(text).toContain('统计数据尚未发布');
    expect(text).toContain('国市监质〔2025〕9号');
  });

  test('adds up before the reader: the leaves make the base, the base and the bonus make the total', () => {
    const sheet = sheetOf('xuanwu');
    const text = renderSheet(sheet, layout);
    expect(text).toMatch(/相加核对：各项贡献之和 .* · 相符/);
    expect(text.trimEnd().endsWith(sheet.total.published!)).toBe(true);
    const leaves = (node: SheetNode): SheetNode[] => (node.children ? node.children.flatMap(leaves) : [node]);
    const sum = leaves(sheet.tree).reduce((whole, { contribution }) => whole.plus(contribution ?? '0'), decimal('0'));
    expect(sum.minus(sheet.total.base!).abs().lt('0.000000000000001')).toBe(true);
  });

  test('would say so if it did not add up', () => {
    const sheet = sheetOf('qinhuai');
    expect(renderSheet({ ...sheet, total: { ...sheet.total, base: '12.3' } }, layout)).toMatch(/指标得分 12\.3 · 不符/);
  });

  test('draws the tree, as deep as it is asked to', () => {
    const codes = (depth?: number) => [...renderSheet(sheetOf('qinhuai'), { ...layout, depth }).matchAll(/^[├└│ ]*[─ ]*\S+ (total|innovation|incubators|patents|safety) /gm)].map((match) => match[1]);
    expect([codes(0), codes(1), codes()]).toEqual([['total'], ['total', 'innovation', 'safety'], ['total', 'innovation', 'incubators', 'patents', 'safety']]);
    expect(renderSheet(sheetOf('qinhuai'), layout)).toMatch(/│ {2}└─ 专利 patents/);
  });

  test('keeps the columns aligned and fits the terminal where it can be wrapped', () => {
    const lines = renderSheet(sheetOf('xuanwu'), { ...layout, columns: 90 }).split('\n');
    const head = lines.find((line) => line.startsWith('项目'))!;
    const figures = lines.filter((line) => /^(质量工作|[├└│].*─ )/.test(line));
    expect(figures.length).toBe(5);
    expect(new Set([head, ...figures].map(displayWidth)).size).toBe(1);
    expect(lines.filter((line) => /公式：|说明：/.test(line)).every((line) => displayWidth(line) <= 90)).toBe(true);
  });

  test('is complete in English', () => {
    const text = renderSheet(sheetOf('xuanwu'), { ...layout, language: 'en', unitName: 'Xuanwu District', hash: 'abc' });
    expect(text).toContain('Xuanwu District xuanwu');
    expect(text).toMatch(/Adding up: sum of the items .* · agrees/);
    expect(text.replace(/国市监质〔2025〕9号|中国质量奖/g, '')).not.toMatch(/\p{Script=Han}/u);
  });
});
