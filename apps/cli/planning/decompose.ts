import { actCommand, present } from '../command-line/act.js';
import type { CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { authorityOption, planOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';

/** `UNIT`, `UNIT=VALUE` or `UNIT=VALUE:WEIGHT`. */
function partOf(text: string): Record<string, unknown> {
  const match = /^([^=]+)(?:=([^:]*)(?::(.+))?)?$/.exec(text);
  if (!match) throw badUsage('not-a-pair', { name: '--part', value: text });
  const [, unit, value, weight] = match;
  return present({ unit, value: value === '' ? undefined : value, weight });
}

/** Decompose the city's target to units: what the parts come to must be what the city asks, by the rule named. */
export const decompose: CommandSpec = actCommand({
  path: 'plan decompose',
  summary: { zh: '将全市目标分解到单位（相加、加权平均或同一目标）', en: 'Decompose the city target to units: as a sum, as a weighted mean, or the same for each' },
  arguments: [{ name: 'INDICATOR', summary: { zh: '指标编码', en: 'Code of the indicator' } }, { name: 'YEAR', summary: { zh: '年度', en: 'Year' } }],
  options: [
    planOption,
    { flags: '--rule <RULE>', required: true, choices: ['sum', 'weighted-mean', 'each'], summary: { zh: '相加、加权平均或同一目标', en: 'How the parts make the whole' } },
    { flags: '--part <UNIT=VALUE>', many: true, required: true, summary: { zh: '单位及其目标；加权平均写作 UNIT=VALUE:WEIGHT，同一目标只写 UNIT', en: 'A unit with its target; UNIT=VALUE:WEIGHT for a weighted mean, the unit alone for "each"' } },
    { flags: '--profile <PROFILE>', summary: { zh: '季度时序：linear、year-end，或四个累计比例', en: 'Quarterly profile: linear, year-end, or four cumulative shares' } },
    authorityOption,
  ],
  examples: ['zhiheng plan decompose tech-incubators 2025 --rule sum --part xuanwu=20 --part qinhuai=30'],
  request: ({ given }) => {
    const profile = given.maybe('--profile');
    return {
      path: path`/plans/${given.text('--plan')}/indicators/${given.text('INDICATOR')}/decompositions`,
      body: present({ year: given.whole('YEAR', 1949, 2200), rule: given.text('--rule'), parts: given.many('--part').map(partOf), profile: profile?.includes(',') ? profile.split(',').map((share) => share.trim()) : profile }),
      authority: given.maybe('--authority'),
    };
  },
});
