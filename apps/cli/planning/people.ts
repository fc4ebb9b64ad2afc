import { actCommand, fieldsText, present } from '../command-line/act.js';
import { commandSpec, type ArgumentSpec, type Call, type CommandSpec, type OptionSpec } from '../command-line/command.js';
import { listCommand } from '../command-line/listing.js';
import { reasonOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';

interface PersonLine {
  readonly reference: string;
  readonly name: string;
  readonly phone?: string;
  readonly unit?: string;
  readonly changedAt: string;
}

const personArgument: ArgumentSpec = { name: 'PERSON', summary: { zh: '人员编号', en: 'Reference of the person' } };
const personPath = ({ given }: Call): string => path`/people/${given.text('PERSON')}`;
const nameOption: OptionSpec = { flags: '--name <NAME>', summary: { zh: '姓名', en: 'Name' } };
const phoneOption: OptionSpec = { flags: '--phone <PHONE>', summary: { zh: '电话', en: 'Phone' } };
const unitOption: OptionSpec = { flags: '--unit <UNIT>', summary: { zh: '单位', en: 'Unit' } };

const list = listCommand<PersonLine>({
  path: 'people list',
  summary: { zh: '人员库；姓名和电话脱敏', en: 'The registry of persons, names and phones masked' },
  options: [unitOption],
  from: '/people',
  query: ({ given }) => ({ unit: given.maybe('--unit') }),
  moments: false,
  columns: [
    { head: { zh: '编号', en: 'Reference' }, of: ({ reference }) => reference },
    { head: { zh: '姓名', en: 'Name' }, of: ({ name }) => name },
    { head: { zh: '电话', en: 'Phone' }, of: ({ phone }) => phone },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
    { head: { zh: '更新时间', en: 'Changed at' }, of: ({ changedAt }) => changedAt },
  ],
});

const show = commandSpec({
  path: 'people show',
  summary: { zh: '一个人员的完整信息', en: 'One person in full' },
  arguments: [personArgument],
  run: async (call) => {
    const person = await call.api.get<Record<string, unknown>>(personPath(call));
    await call.out.result(person, () => fieldsText(person));
  },
});

const add = actCommand({
  path: 'people add',
  summary: { zh: '登记人员；姓名、电话只存于人员库，不进入日志', en: 'Add a person; name and phone stay in the registry, outside the log' },
  arguments: [personArgument],
  options: [{ ...nameOption, required: true }, phoneOption, unitOption],
  request: ({ given }) => ({ path: '/people', body: present({ person: given.text('PERSON'), name: given.text('--name'), phone: given.maybe('--phone'), unit: given.maybe('--unit') }) }),
});

const clearedOptions: readonly OptionSpec[] = [
  { flags: '--clear-phone', summary: { zh: '清除电话', en: 'Clear the phone' } }, { flags: '--clear-unit', summary: { zh: '清除单位', en: 'Clear the unit' } },
];

const correct = actCommand({
  path: 'people correct',
  summary: { zh: '更正人员信息', en: 'Correct what is kept about a person' },
  arguments: [personArgument],
  options: [nameOption, phoneOption, unitOption, ...clearedOptions],
  request: (call) => {
    const { given } = call;
    const phone = given.has('--clear-phone') ? null : given.maybe('--phone');
    const unit = given.has('--clear-unit') ? null : given.maybe('--unit');
    return { method: 'PATCH', path: personPath(call), body: present({ name: given.maybe('--name'), phone, unit }) };
  },
});

const erase = actCommand({
  path: 'people erase',
  summary: { zh: '删除人员信息；日志只留编号和原因', en: 'Erase what is kept about a person; the log keeps reference and reason' },
  arguments: [personArgument],
  options: [{ ...reasonOption, required: true }],
  request: (call) => ({ method: 'DELETE', path: personPath(call), reason: call.given.text('--reason') }),
});

export const peopleCommands: readonly CommandSpec[] = [list, show, add, correct, erase];
