import type { ArgumentSpec, Call, OptionSpec } from '../command-line/command.js';
import { authorityOption, reasonOption } from '../command-line/usual-options.js';
import { path } from '../connection/api.js';

export const roundArgument: ArgumentSpec = { name: 'ROUND', summary: { zh: '考核编码', en: 'Code of the round' } };
export const unitArgument: ArgumentSpec = { name: 'UNIT', summary: { zh: '单位编码', en: 'Code of the unit' } };
/** A unit in a round. */
export const unitPlace: readonly ArgumentSpec[] = [roundArgument, unitArgument];

export const roundPath = ({ given }: Pick<Call, 'given'>): string => path`/rounds/${given.text('ROUND')}`;
/** What a round takes in of a unit. @param unit the one that was named when absent */
export const unitPath = (call: Pick<Call, 'given'>, unit = call.given.text('UNIT')): string => `${roundPath(call)}${path`/units/${unit}`}`;
/** What came out for a unit. @param unit the one that was named when absent */
export const resultPath = (call: Pick<Call, 'given'>, unit = call.given.text('UNIT')): string => `${roundPath(call)}${path`/results/${unit}`}`;

export const reasonNeeded: OptionSpec = { ...reasonOption, required: true };
export const authorityNeeded: OptionSpec = { ...authorityOption, required: true };
export const runOption: OptionSpec = { flags: '--run <NUMBER>', summary: { zh: '第几次计分；默认有效的那次', en: 'Number of the calculation; the one that counts when absent' } };

/** The calculation that was named. @throws CliProblem */
export const runOf = ({ given }: Pick<Call, 'given'>): number | undefined => given.whole('--run', 1, 9_999);
