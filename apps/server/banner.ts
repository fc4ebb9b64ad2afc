import type { DemoAccount } from '../../libs/domain/identity/demo/demo-accounts.js';

/** Where to look, once the server listens. */
export function banner(address: string, seconds: number): string {
  return [
    '',
    `质衡 Zhiheng ${address}   (${seconds.toFixed(1)} s)`,
    `  控制台 console    ${address}/`,
    `  接口文档 API      ${address}/api/openapi.json`,
    `  健康状态 health   ${address}/health`,
    `  指标 metrics      ${address}/metrics`,
  ].join('\n');
}

/** Accounts that the banner names; the others are at `GET /api/system`. */
const shownRoles = ['bureau', 'inspector', 'leadership', 'organisation', 'auditor', 'system-admin', 'security-admin', 'audit-admin'];

/** Demo accounts and three commands that walk the journey. */
export function demoBanner(address: string, accounts: readonly DemoAccount[], password: string): string {
  const server = address.endsWith(':3000') ? '' : ` --server ${address}`;
  const run = (rest: string): string => `  npm run -s zhiheng --${server} ${rest}`;
  const line = (name: string, zh: string, en: string): string => `  ${name.padEnd(28)} ${zh} · ${en}`;
  return [
    '',
    `演示账号，口令均为 · demo accounts, all with the password  ${password}`,
    line('reporter-<unit>', '填报员，如 reporter-xuanwu、reporter-science-tech', 'reporters'),
    line('verifier-<unit>', '核定员，如 verifier-market-regulation', 'verifiers'),
    ...accounts.filter(({ role }) => shownRoles.includes(role)).map(({ loginName, label }) => line(loginName, label.zh, label.en)),
    '',
    '走一遍流程 · walk the journey（演示数据）',
    run('--as reporter-xuanwu report tech-incubators xuanwu 2025-Q4 21 --note 演示填报'),
    run('--as verifier-market-regulation verify-report tech-incubators xuanwu 2025-Q4 --value 21'),
    run('--as leader explain districts xuanwu'),
    '',
  ].join('\n');
}
