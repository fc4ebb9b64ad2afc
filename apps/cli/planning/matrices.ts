import type { Bilingual } from '#engine/kernel';
import type { CommandSpec } from '../command-line/command.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';
import { planOption, yearOf, yearOption } from '../command-line/usual-options.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { measurePartWords } from '../../words/plan-words.js';
import { planPath } from './plan.js';

interface Responsibilities {
  readonly units: readonly string[];
  readonly rows: readonly { readonly no: number; readonly title: string; readonly parts: Readonly<Record<string, string>> }[];
}

const head = (text: string): Bilingual => ({ zh: text, en: text });
const unitOption = { flags: '--unit <UNIT>', many: true, summary: { zh: '只列这些单位', en: 'Columns of these units only' } };

const responsibilities = viewCommand<Responsibilities>({
  path: 'plan responsibilities',
  summary: { zh: '责任分解矩阵：措施 × 单位', en: 'Responsibility matrix: measures by units' },
  options: [planOption, { flags: '--on <DATE>', summary: { zh: '某日的分工', en: 'Assignments of a date' } }, unitOption],
  from: (call) => `${planPath(call)}/responsibilities`,
  query: ({ given }) => ({ on: given.date('--on') }),
  text: ({ units, rows }, call) => {
    const shown = call.given.has('--unit') ? call.given.many('--unit') : units;
    const columns: ListColumn<Responsibilities['rows'][number]>[] = [
      { head: { zh: '序号', en: 'No.' }, align: 'right', of: ({ no }) => no }, { head: { zh: '措施', en: 'Measure' }, wrap: true, of: ({ title }) => title },
      ...shown.map((unit): ListColumn<Responsibilities['rows'][number]> => ({ head: head(unit), of: ({ parts }) => inLanguage(measurePartWords[parts[unit] ?? ''], call) })),
    ];
    return rowsTable(call, columns, rows);
  },
});

interface Target {
  readonly comparator: string;
  readonly value: string | null;
  readonly qualifier: string | null;
}

interface Decomposition {
  readonly units: readonly string[];
  readonly rows: readonly { readonly indicator: string; readonly name: Bilingual; readonly measurementUnit: string; readonly city: Target | null; readonly targets: Readonly<Record<string, Target>>; readonly without: readonly string[] }[];
}

const targetText = (target: Target | null | undefined): string => (target ? [target.comparator, target.value, target.qualifier].filter((text) => text !== null).join(' ') : '');

const decomposition = viewCommand<Decomposition>({
  path: 'plan decomposition',
  summary: { zh: '指标分解表：指标 × 单位的年度目标', en: 'Decomposition table: targets of a year, indicators by units' },
  options: [planOption, yearOption, unitOption],
  from: async (call) => `${planPath(call)}${path`/decomposition/${await yearOf(call)}`}`,
  text: ({ units, rows }, call) => {
    type Row = Decomposition['rows'][number];
    const shown = call.given.has('--unit') ? call.given.many('--unit') : units;
    const columns: ListColumn<Row>[] = [
      { head: { zh: '指标', en: 'Indicator' }, of: ({ indicator }) => indicator }, { head: { zh: '名称', en: 'Name' }, wrap: true, of: ({ name }) => inLanguage(name, call) },
      { head: { zh: '单位', en: 'Unit' }, of: ({ measurementUnit }) => measurementUnit }, { head: { zh: '全市', en: 'City' }, of: ({ city }) => targetText(city) },
      ...shown.map((unit): ListColumn<Row> => ({ head: head(unit), of: ({ targets }) => targetText(targets[unit]) })),
      { head: { zh: '未分解', en: 'Without' }, align: 'right', of: ({ without }) => without.length || '' },
    ];
    return rowsTable(call, columns, rows);
  },
});

export const matrixCommands: readonly CommandSpec[] = [responsibilities, decomposition];
