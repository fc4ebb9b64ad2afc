/** An account of the demo city, as the banner and `GET /api/system` show it. */
export interface DemoAccountLine {
  readonly name: string;
  readonly password: string;
  readonly role: string;
  readonly unit: string | null;
  readonly title: { readonly zh: string; readonly en: string };
}

/** Where to look, once the server listens. */
export function banner(address: string, seconds: number): string {
  return [
    '',
    `质衡 Zhiheng ${address}   (${seconds.toFixed(1)} s)`,
    `  接口文档 API      ${address}/api/openapi.json`,
    `  健康状态 health   ${address}/health`,
    `  指标 metrics      ${address}/metrics`,
  ].join('\n');
}

/** Demo accounts and three commands that walk the journey. */
export function demoBanner(address: string, accounts: readonly DemoAccountLine[]): string {
  const server = address.endsWith(':3000') ? '' : ` --server ${address}`;
  const run = (rest: string): string => `  npm run -s zhiheng --${server} ${rest}`;
  const shown = accounts.slice(0, 40).map(({ name, title }) => `  ${name.padEnd(36)} ${title.zh} · ${title.en}`);
  return [
    '',
    `演示账号，口令均为 · demo accounts, all with the password:  ${accounts[0]?.password ?? ''}`,
    ...shown,
    '',
    '走一遍流程 · walk the journey (演示数据):',
    run('--as xuanwu report tech-incubators xuanwu 2025-Q4 25 --note 演示填报'),
    run('--as market-regulation-verifier verify tech-incubators xuanwu 2025-Q4'),
    run('--as leader explain districts xuanwu'),
    '',
  ].join('\n');
}
