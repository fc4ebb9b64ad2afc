import { actCommand } from '../command-line/act.js';
import type { CommandSpec } from '../command-line/command.js';
import { listCommand } from '../command-line/listing.js';
import { reasonOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';
import { unitsText } from './whoami.js';

interface DelegationLine {
  readonly delegation: string;
  readonly from: string;
  readonly to: string;
  readonly role: string;
  readonly units: 'all' | readonly string[];
  readonly fromDate: string;
  readonly untilDate: string;
  readonly endedAt: string | null;
  readonly endReason: string | null;
}

const list = listCommand<DelegationLine>({
  path: 'delegations list',
  summary: { zh: '授权代理', en: 'Delegations' },
  options: [{ flags: '--from <USER>', summary: { zh: '授权人', en: 'Who delegated' } }, { flags: '--to <USER>', summary: { zh: '代理人', en: 'Who stands in' } }, { flags: '--unit <UNIT>', summary: { zh: '单位', en: 'Unit' } }],
  from: '/delegations',
  query: ({ given }) => ({ from: given.maybe('--from'), to: given.maybe('--to'), unit: given.maybe('--unit') }),
  columns: [
    { head: { zh: '编号', en: 'Id' }, of: ({ delegation }) => delegation },
    { head: { zh: '授权人', en: 'From' }, of: ({ from }) => from },
    { head: { zh: '代理人', en: 'To' }, of: ({ to }) => to },
    { head: { zh: '角色', en: 'Role' }, of: ({ role }) => role },
    { head: { zh: '单位', en: 'Units' }, wrap: true, of: ({ units }, call) => unitsText(units, call) },
    { head: { zh: '自', en: 'First day' }, of: ({ fromDate }) => fromDate },
    { head: { zh: '至', en: 'Last day' }, of: ({ untilDate }) => untilDate },
    { head: { zh: '终止', en: 'Ended' }, wrap: true, of: ({ endedAt, endReason }) => [endedAt, endReason].filter((text) => text !== null).join(' · ') },
  ],
});

const grant = actCommand({
  path: 'delegations grant',
  summary: { zh: '授权同单位的人代理自己的角色', en: 'Let a colleague of your unit exercise a role of yours' },
  arguments: [{ name: 'USER', summary: { zh: '代理人', en: 'Who stands in' } }],
  options: [
    { flags: '--role <ROLE>', required: true, summary: { zh: '角色', en: 'Role' } }, { flags: '--unit <UNIT>', many: true, summary: { zh: '单位；默认全市', en: 'Unit; the whole city when absent' } },
    { flags: '--from <DATE>', required: true, summary: { zh: '第一天', en: 'First day' } }, { flags: '--until <DATE>', required: true, summary: { zh: '最后一天', en: 'Last day' } },
  ],
  request: ({ given }) => ({
    path: path`/users/${given.text('USER')}/delegations`,
    body: { role: given.text('--role'), units: given.has('--unit') ? given.many('--unit') : 'all', fromDate: given.date('--from'), untilDate: given.date('--until') },
  }),
});

const end = actCommand({
  path: 'delegations end',
  summary: { zh: '终止代理', en: 'End a delegation' },
  arguments: [{ name: 'USER', summary: { zh: '代理人', en: 'Who stands in' } }, { name: 'DELEGATION', summary: { zh: '代理编号', en: 'Id of the delegation' } }],
  options: [{ ...reasonOption, required: true }],
  request: ({ given }) => ({ path: path`/users/${given.text('USER')}/delegations/${given.text('DELEGATION')}/end`, body: { reason: given.text('--reason') } }),
});

interface Colleague {
  readonly user: string;
  readonly unit: string | null;
}

const colleagues = listCommand<Colleague>({
  path: 'delegations colleagues', summary: { zh: '本单位可以代理的账号', en: 'Accounts of your unit that could stand in' }, from: '/colleagues',
  columns: [
    { head: { zh: '账号', en: 'Account' }, of: ({ user }) => user },
    { head: { zh: '单位', en: 'Unit' }, of: ({ unit }) => unit },
  ],
});

export const delegationCommands: readonly CommandSpec[] = [list, colleagues, grant, end];
