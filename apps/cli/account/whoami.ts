import type { Bilingual } from '#engine/kernel';
import { commandSpec, type Call } from '../command-line/command.js';
import { inLanguage, rendered, type ListColumn } from '../command-line/listing.js';
import { cliProblem } from '../command-line/problem.js';
import { inBrackets } from '../terminal/punctuation.js';
import { pairs } from '../terminal/table.js';

/** The caller as the server knows it. */
interface Me {
  readonly user: string;
  readonly unit: string | null;
  readonly label: Bilingual | null;
  readonly mustChangePassword: boolean;
  readonly grants: readonly Grant[];
}

interface Grant {
  readonly role: string;
  readonly title: Bilingual;
  readonly units: 'all' | readonly string[];
  readonly until: string | null;
  readonly delegatedBy: string | null;
}

export const whoamiTexts = {
  noUnit: {
    title: { zh: '您的账号不属于任何单位。', en: 'Your account belongs to no unit.' },
    remedy: { zh: '请用 --unit 指明单位。', en: 'Name the unit with --unit.' },
  },
  account: { zh: '账号', en: 'Account' },
  unit: { zh: '单位', en: 'Unit' },
  server: { zh: '服务器', en: 'Server' },
  role: { zh: '角色', en: 'Role' },
  units: { zh: '授权单位', en: 'Units' },
  until: { zh: '至', en: 'Until' },
  delegatedBy: { zh: '代理自', en: 'Delegated by' },
  all: { zh: '全市', en: 'the whole city' },
} as const;

/** The unit the caller belongs to. @throws CliProblem when there is none */
export async function ownUnit({ api }: Call): Promise<string> {
  const { unit } = await api.get<Me>('/me');
  if (unit === null) throw cliProblem('cli.no-unit', 'invalid', whoamiTexts.noUnit);
  return unit;
}

/** Units of a right, in words. */
export const unitsText = (units: 'all' | readonly string[], { out }: Call): string => (units === 'all' ? out.say(whoamiTexts.all) : units.join(', '));

const grantColumns: readonly ListColumn<Grant>[] = [
  { head: whoamiTexts.role, of: ({ role, title }, call) => `${inLanguage(title, call)} ${role}` },
  { head: whoamiTexts.units, wrap: true, of: ({ units }, call) => unitsText(units, call) },
  { head: whoamiTexts.until, of: ({ until }) => until },
  { head: whoamiTexts.delegatedBy, of: ({ delegatedBy }) => delegatedBy },
];

export const whoami = commandSpec({
  path: 'whoami',
  summary: { zh: '当前身份：账号、单位、角色', en: 'Who you are to the server: account, unit, roles' },
  run: async (call) => {
    const { api, out } = call;
    const me = await api.get<Me>('/me');
    await out.result(me, () => [
      pairs([
        [out.say(whoamiTexts.account), me.label ? me.user + inBrackets(out.say(me.label), out.language) : me.user],
        ...(me.unit === null ? [] : [[out.say(whoamiTexts.unit), me.unit] as const]),
        [out.say(whoamiTexts.server), api.server],
      ]),
      '', rendered(call, grantColumns, me.grants, undefined, undefined),
    ].join('\n'));
  },
});
