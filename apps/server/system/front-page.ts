import type { AboutServer } from './about.http.js';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The page at the server's address: what runs here, where its interfaces are, and in demo mode who can sign in. Needs no script. */
export function frontPage({ demo, plan, origin, accounts, password }: AboutServer, version: string): string {
  const link = (href: string, zh: string, en: string): string => `<li><a href="${href}">${zh}</a> <span lang="en">${en}</span></li>`;
  const people = accounts.map(({ name, title }) => `<tr><td><code>${escaped(name)}</code></td><td>${escaped(title.zh)}</td><td lang="en">${escaped(title.en)}</td></tr>`).join('');
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>质衡 Zhiheng</title>
<style>
body { font: 15px/1.6 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color: #1f2a2e; }
h1 { color: #0b5563; } code { background: #eef2f3; padding: 0 .3em; } table { border-collapse: collapse; } td { border-bottom: 1px solid #d5dcde; padding: .2rem .8rem .2rem 0; }
[lang=en] { color: #55656b; } .demo { border: 1px solid #8a6d00; padding: .5rem 1rem; }
</style>
</head>
<body>
<h1>质衡 Zhiheng</h1>
<p>面向质量强市的督查考核系统：每一分都说得清、查得到、证得明。<br><span lang="en">Supervision and assessment for a quality city: every score explained, dated and provable.</span></p>
<ul>
${link('/api/openapi.json', '接口文档（OpenAPI 3.1）', 'API document')}
${link('/api/system', '系统信息', 'About this server')}
${link('/health', '健康状态', 'Health')}
${link('/metrics', '运行指标', 'Metrics')}
</ul>
<p>方案 <code>${escaped(plan)}</code> · 版本 ${escaped(version)} · 日志标识 <code>${escaped(origin)}</code></p>
${demo ? `<section class="demo"><p><strong>演示数据 · demo data.</strong> 演示账号口令均为 <code>${escaped(password ?? '')}</code>；可用命令行 <code>npm run -s zhiheng -- --as &lt;账号&gt; …</code> 办理。</p><table>${people}</table></section>` : ''}
</body>
</html>
`;
}
