import type { Bilingual, RecordedEvent } from '#engine/kernel';
import type { SignedCheckpoint } from '#engine/ledger';
import { scopeText } from './bundle-files.js';
import type { BundleScope } from './bundle-scope.js';

/** Rows that a page for people holds; the rest is in `events.ndjson`. */
export const mostRows = 2_000;

export const pageTexts = {
  title: { zh: '审计包', en: 'Audit bundle' },
  checkpoint: { zh: '检查点', en: 'Checkpoint' }, root: { zh: '根', en: 'Root' }, signedAt: { zh: '签名时间', en: 'Signed at' }, events: { zh: '事件数', en: 'Events' },
  position: { zh: '位置', en: 'Position' }, recordedAt: { zh: '记录时间', en: 'Recorded at' }, what: { zh: '事项', en: 'What happened' }, who: { zh: '操作人（角色、单位）', en: 'Who (role, unit)' }, why: { zh: '理由、依据', en: 'Reason, authority' },
  withheld: { zh: '范围内有接收人无权查看的事件，未包含在内。', en: 'Events of the scope that the recipient may not see are not in it.' },
  check: { zh: '本页仅供阅读；核验请运行 verify.mjs 或打开 verify.html，说明见 README.txt。', en: 'This page is for reading; to check, run verify.mjs or open verify.html. README.txt tells more.' },
  first: { zh: '此处列出前 {count} 条，其余见 events.ndjson。', en: 'The first {count} are listed here; the rest is in events.ndjson.' },
} as const satisfies Record<string, Bilingual>;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
const both = ({ zh, en }: Bilingual): string => `${escaped(zh)}<span lang="en">${escaped(en)}</span>`;
const head = (texts: readonly Bilingual[]): string => `<tr>${texts.map((text) => `<th>${both(text)}`).join('')}`;

const style = `
body{font:15px/1.5 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.4rem}span[lang=en]{display:block;color:#555;font-size:.88em}table{border-collapse:collapse;width:100%}
th,td{border-bottom:1px solid #bbb;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#f1f1f1}
code{font-size:.85em;overflow-wrap:anywhere}thead{display:table-header-group}tr{break-inside:avoid}
@media print{body{margin:0;max-width:none;font-size:10pt}a{color:inherit;text-decoration:none}}`;

/** One event as a row. */
export function pageRow({ position, recordedAt, type, stream, revision, meta }: RecordedEvent, told: Bilingual): string {
  const who = [meta.actor, ...[meta.role, meta.unit].filter((part) => part !== undefined)].join(' · ');
  const why = [meta.reason, meta.authority].filter((part) => part !== undefined).join(' · ');
  return `<tr><td>${position}<td>${escaped(recordedAt)}<td>${both(told)}<code>${escaped(type)} · ${escaped(stream)} @ ${revision}</code><td>${escaped(who)}<td>${escaped(why)}\n`;
}

/** `index.html`: the bundle for reading and printing, without a script. */
export function indexPage(scope: BundleScope, checkpoint: SignedCheckpoint, { rows, events, withheld }: { readonly rows: readonly string[]; readonly events: number; readonly withheld: boolean }): string {
  const { zh, en } = scopeText(scope);
  const facts: readonly (readonly [Bilingual, string])[] = [
    [pageTexts.checkpoint, `${checkpoint.origin} · ${checkpoint.size}`], [pageTexts.root, checkpoint.root.toString('base64')], [pageTexts.signedAt, checkpoint.time ?? '—'], [pageTexts.events, String(events)],
  ];
  const cut = rows.length < events ? `<p>${both({ zh: pageTexts.first.zh.replace('{count}', String(rows.length)), en: pageTexts.first.en.replace('{count}', String(rows.length)) })}` : '';
  return `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(pageTexts.title.zh)}：${escaped(zh)}</title><style>${style}</style>
<h1>${both({ zh: `${pageTexts.title.zh}：${zh}`, en: `${pageTexts.title.en}: ${en}` })}</h1>
<p>${both(pageTexts.check)}${withheld ? `<p>${both(pageTexts.withheld)}` : ''}
<table>${facts.map(([text, value]) => `<tr><th>${both(text)}<td><code>${escaped(value)}</code>\n`).join('')}</table>
<h2>${both(pageTexts.events)}</h2>${cut}
<table><thead>${head([pageTexts.position, pageTexts.recordedAt, pageTexts.what, pageTexts.who, pageTexts.why])}</thead>
${rows.join('')}</table></html>
`;
}
