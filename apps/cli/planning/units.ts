import type { Bilingual } from '#engine/kernel';
import { actCommand, fieldsText, present, type Act } from '../command-line/act.js';
import { commandSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { inLanguage, listCommand } from '../command-line/listing.js';
import { authorityOption, momentOptions, momentQuery } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';

interface UnitLine {
  readonly code: string;
  readonly name: Bilingual;
  readonly kind: string;
  readonly order: number;
  readonly status: string;
  readonly verticallyManaged: boolean;
  readonly from: string;
  readonly until: string | null;
  readonly mergedInto: string | null;
  readonly revision: number;
}

const kinds = [
  'department', 'district', 'new-area', 'vertical-agency', 'customs', 'mass-organisation', 'party-organ', 'party-institution', 'collective', 'coordination-body', 'government-office',
];
const onOption: OptionSpec = { flags: '--on <DATE>', summary: { zh: '某日的名称和在册单位', en: 'Names and units of a date' } };
const fromOption: OptionSpec = { flags: '--from <DATE>', required: true, summary: { zh: '自何日起', en: 'From this date on' } };
const documentOption: OptionSpec = { ...authorityOption, required: true };
const unitArgument = { name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } };
const unitPath = ({ given }: Call): string => path`/units/${given.text('UNIT')}`;

const list = listCommand<UnitLine>({
  path: 'units list',
  summary: { zh: '责任单位名录，按法定顺序', en: 'Register of units in official order' },
  options: [
    { flags: '--kind <KIND>', choices: kinds, summary: { zh: '类别', en: 'Kind' } },
    { flags: '--status <STATUS>', choices: ['active', 'merged', 'closed'], summary: { zh: '状态', en: 'State' } }, onOption,
  ],
  from: '/units',
  query: ({ given }) => ({ kind: given.maybe('--kind'), status: given.maybe('--status'), on: given.date('--on') }),
  columns: [
    { head: { zh: '编码', en: 'Code' }, of: ({ code }) => code },
    { head: { zh: '名称', en: 'Name' }, of: ({ name }, call) => inLanguage(name, call) },
    { head: { zh: '类别', en: 'Kind' }, of: ({ kind }) => kind },
    { head: { zh: '状态', en: 'State' }, of: ({ status, mergedInto }) => (mergedInto === null ? status : `${status} → ${mergedInto}`) },
    { head: { zh: '自', en: 'From' }, of: ({ from }) => from },
    { head: { zh: '至', en: 'Until' }, of: ({ until }) => until },
    { head: { zh: '修订号', en: 'Revision' }, align: 'right', of: ({ revision }) => revision },
  ],
});

const show = commandSpec({
  path: 'units show',
  summary: { zh: '一个责任单位及其历次名称', en: 'One unit with all its names' },
  arguments: [unitArgument],
  options: [onOption, ...momentOptions],
  run: async (call) => {
    const unit = await call.api.get<Record<string, unknown>>(unitPath(call), { on: call.given.date('--on'), ...momentQuery(call) });
    await call.out.result(unit, () => fieldsText(unit));
  },
});

const nameOptions: readonly OptionSpec[] = [
  { flags: '--zh <NAME>', required: true, summary: { zh: '中文名称', en: 'Chinese name' } },
  { flags: '--en <NAME>', required: true, summary: { zh: '英文名称', en: 'English name' } },
  { flags: '--full-name <NAME>', summary: { zh: '中文全称', en: 'Full Chinese name' } },
];
const nameBody = ({ given }: Call): Record<string, unknown> => ({ name: { zh: given.text('--zh'), en: given.text('--en') }, fullName: given.maybe('--full-name') });

const register = actCommand({
  path: 'units register',
  summary: { zh: '登记责任单位', en: 'Register a unit' },
  arguments: [unitArgument],
  options: [
    ...nameOptions, { flags: '--kind <KIND>', required: true, choices: kinds, summary: { zh: '类别', en: 'Kind' } },
    { flags: '--order <NUMBER>', required: true, summary: { zh: '法定顺序', en: 'Place in the official order' } }, fromOption,
    { flags: '--alias <NAME>', many: true, summary: { zh: '别名', en: 'Other name' } }, { flags: '--member <UNIT>', many: true, summary: { zh: '集合单位的成员', en: 'Member of a collective' } },
    { flags: '--vertically-managed', summary: { zh: '垂直管理', en: 'Vertically managed' } }, { flags: '--note <TEXT>', summary: { zh: '备注', en: 'Note' } }, authorityOption,
  ],
  request: (call) => {
    const { given } = call;
    const body = present({
      code: given.text('UNIT'), ...nameBody(call), kind: given.text('--kind'), order: given.whole('--order', 1, 1_000_000), from: given.date('--from'), aliases: given.many('--alias'),
      members: given.many('--member'), verticallyManaged: given.has('--vertically-managed') ? true : undefined, note: given.maybe('--note'),
    });
    return { path: '/units', body, authority: given.maybe('--authority') };
  },
  shows: unitPath,
});

/** What happens to a unit from a date on, by a document. */
const change = (definition: Pick<Act, 'path' | 'summary'> & { readonly options: readonly OptionSpec[]; readonly address: string; readonly body: (call: Call) => Record<string, unknown> }): CommandSpec =>
  actCommand({
    path: definition.path, summary: definition.summary, arguments: [unitArgument], options: [...definition.options, fromOption, documentOption],
    request: (call) => ({ path: `${unitPath(call)}/${definition.address}`, body: present({ ...definition.body(call), from: call.given.date('--from') }), authority: call.given.text('--authority') }),
    shows: unitPath,
  });

export const unitCommands: readonly CommandSpec[] = [
  list, show, register,
  change({ path: 'units rename', summary: { zh: '责任单位更名', en: 'Rename a unit' }, options: nameOptions, address: 'names', body: nameBody }),
  change({
    path: 'units merge', summary: { zh: '责任单位并入另一单位', en: 'Merge a unit into another' }, address: 'merger', body: ({ given }) => ({ into: given.text('--into') }),
    options: [{ flags: '--into <UNIT>', required: true, summary: { zh: '并入的单位', en: 'Unit it becomes part of' } }],
  }),
  change({ path: 'units close', summary: { zh: '撤销责任单位', en: 'Close a unit' }, options: [], address: 'closure', body: () => ({}) }),
];
