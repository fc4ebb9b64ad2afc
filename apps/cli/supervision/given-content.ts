import type { Bilingual } from '#engine/kernel';
import { ownUnit } from '../account/whoami.js';
import { present } from '../command-line/act.js';
import type { Call, OptionSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { cliProblem } from '../command-line/problem.js';
import { evidenceAddresses } from '../reporting/evidence.js';
import { readJson } from '../terminal/input-files.js';

export const contentTexts = {
  notAnObject: {
    title: { zh: '{file} 不是 JSON 对象。', en: '{file} is not a JSON object.' },
    remedy: { zh: '文件应为 {…}，字段名与 API 相同。', en: 'The file must be {…}, with the names of the API.' },
  },
} as const;

/** Long contents come from a file; what is also given as an option wins. */
export const fileOption: OptionSpec = { flags: '--file <FILE>', summary: { zh: '内容文件（JSON，字段名与 API 相同）；同时给出的选项优先', en: 'File with the content (JSON, names as in the API); options given beside it win' } };

type Fields = Readonly<Record<string, unknown>>;

/** The JSON object of `--file`; none when no file is named. @throws CliProblem */
export function fileContent({ given }: Call): Fields | undefined {
  const file = given.maybe('--file');
  if (file === undefined) return undefined;
  const content = readJson(file);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) throw cliProblem('cli.not-an-object', 'invalid', contentTexts.notAnObject, { file });
  return content as Fields;
}

/** What a file says, or what was there before, with the options that were given in its place. @throws CliProblem */
export const contentOf = (call: Call, options: Fields, before: Fields = {}): Record<string, unknown> => ({ ...(fileContent(call) ?? before), ...present(options) });

export const dueOption: OptionSpec = { flags: '--due <DATE>', summary: { zh: '到期日（当日结束）', en: 'Due date, until the end of the day' } };
export const timeOptions: readonly OptionSpec[] = [
  dueOption,
  { flags: '--days <NUMBER>', summary: { zh: '或给多少天', en: 'Or so many days' } },
  { flags: '--counting <KIND>', choices: ['working', 'calendar'], fallback: 'working', summary: { zh: '按工作日或自然日计', en: 'Working or calendar days' } },
];

/** The time allowed, as a date or as days; undefined when neither was given. @throws CliProblem */
export function timeAllowed({ given }: Call): { readonly on: string } | { readonly days: number; readonly kind: string } | undefined {
  const [on, days] = [given.date('--due'), given.whole('--days', 1, 3_650)];
  if (on !== undefined && days !== undefined) throw badUsage('together', { name: '--due, --days' });
  if (on !== undefined) return { on };
  return days === undefined ? undefined : { days, kind: given.text('--counting') };
}

/** The time allowed where there has to be one. @throws CliProblem */
export function neededTime(call: Call): NonNullable<ReturnType<typeof timeAllowed>> {
  const allowed = timeAllowed(call);
  if (!allowed) throw badUsage('missing', { name: '--due | --days' });
  return allowed;
}

export const evidenceOption: OptionSpec = { flags: '--evidence <FILE>', many: true, summary: { zh: '佐证材料：文件（先上传）或已上传文件的 SHA-256', en: 'Evidence: a file, uploaded first, or the SHA-256 of one uploaded before' } };

/** Whose act it is, and whose files they are. */
export const ownUnitOption: OptionSpec = { flags: '--unit <UNIT>', summary: { zh: '单位；默认本单位', en: 'Unit; your own when absent' } };
/** Inspectors act for themselves; a file still belongs to a unit. */
export const filesUnitOption: OptionSpec = { flags: '--unit <UNIT>', summary: { zh: '佐证材料所属单位；默认本单位', en: 'Unit the evidence belongs to; your own when absent' } };

/** The unit that acts: the one named, that of the file, or one's own. @throws CliProblem */
export async function actingUnit(call: Call): Promise<string> {
  const ofFile = fileContent(call)?.['unit'];
  return call.given.maybe('--unit') ?? (typeof ofFile === 'string' ? ofFile : ownUnit(call));
}

/** Addresses of the evidence that a unit names for itself, uploaded where need be; undefined when none is named. @throws CliProblem */
export async function evidenceOf(call: Call): Promise<readonly string[] | undefined> {
  return call.given.has('--evidence') ? evidenceAddresses(call, await actingUnit(call)) : undefined;
}

/** The unit that files of those who inspect belong to: never the inspected one unless it is named, for it could read them. @throws CliProblem */
export const filesUnit = async (call: Call): Promise<string> => call.given.maybe('--unit') ?? (await ownUnit(call));

/** Addresses of the evidence that those who inspect name; undefined when none is named. @throws CliProblem */
export async function inspectorsEvidence(call: Call): Promise<readonly string[] | undefined> {
  return call.given.has('--evidence') ? evidenceAddresses(call, await filesUnit(call)) : undefined;
}

export const codeOption: OptionSpec = { flags: '--code <CODE>', summary: { zh: '编码；默认由系统生成', en: 'Code; drawn by the system when absent' } };

/** An option, declared in one line. */
export const textOption = (flags: string, summary: Bilingual): OptionSpec => ({ flags, summary });
export const needed = (option: OptionSpec): OptionSpec => ({ ...option, required: true });
/** An option that takes one of some codes; the help says what they are called. */
export const choiceOption = (flags: string, words: Readonly<Record<string, Bilingual>>, { zh, en }: Bilingual): OptionSpec => ({
  flags, choices: Object.keys(words), summary: { zh: `${zh}：${listed(words, 'zh', '、')}`, en: `${en}: ${listed(words, 'en', ', ')}` },
});

const listed = (words: Readonly<Record<string, Bilingual>>, language: 'zh' | 'en', between: string): string => Object.values(words).map((word) => word[language]).join(between);

/** A measure of a plan: its number, or `general`. @throws CliProblem */
export function measureOf({ given }: Call): number | 'general' | undefined {
  return given.maybe('--measure') === 'general' ? 'general' : given.whole('--measure', 1, 999);
}

