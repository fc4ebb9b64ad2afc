import { createHash } from 'node:crypto';
import { canonicalJson, fill, type Bilingual, type Instant, type JsonObject } from '#engine/kernel';
import type { SignedCheckpoint } from '#engine/ledger';
import { scopeTexts, type BundleScope } from './bundle-scope.js';

/** A file of a bundle that is small enough to be held. */
export interface BundleFile {
  readonly name: string;
  readonly content: Buffer;
}

export const textFile = (name: string, text: string): BundleFile => ({ name, content: Buffer.from(text, 'utf8') });

export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export interface BundleManifest extends JsonObject {
  readonly format: string;
  readonly scope: JsonObject;
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly exportedAt: Instant;
  readonly events: number;
  /** First and last position; null when there is no event. */
  readonly first: number | null;
  readonly last: number | null;
  /** Streams that are in it from their first fact to their last before the checkpoint. */
  readonly streams: readonly { readonly stream: string; readonly events: number }[];
  /** Whether facts of the scope were left out because the recipient may not see them. */
  readonly withheld: boolean;
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
}

export const bundleFormat = 'zhiheng-audit-bundle/1';

/** The manifest and its hash. */
export function manifestFiles(manifest: BundleManifest): readonly BundleFile[] {
  const text = `${canonicalJson(manifest)}\n`;
  return [textFile('manifest.json', text), textFile('manifest.sha256', `${sha256Hex(Buffer.from(text, 'utf8'))}\n`)];
}

export const scopeText = (scope: BundleScope): Bilingual => ({ zh: fill(scopeTexts[scope.kind].zh, { ...scope }), en: fill(scopeTexts[scope.kind].en, { ...scope }) });

/** `README.txt`: what is proven, and what is not. */
export function readmeText(scope: BundleScope, checkpoint: SignedCheckpoint, events: number, withheld: boolean): string {
  const { zh, en } = scopeText(scope);
  const { origin, size } = checkpoint;
  const time = checkpoint.time ?? '';
  return `审计包：${zh}
${origin}，检查点 ${size} ${time}，事件 ${events} 条

如何核验
  node verify.mjs                         （Node.js 18 以上，不联网，无依赖）
  node verify.mjs --key 公钥               （公钥请从其他渠道取得，例如政务公告、公函、见证方）
  node verify.mjs --checkpoint 文件        （您此前持有的检查点）
  或在浏览器中打开 verify.html。

能证明什么
  一、events.ndjson 中的每条事件都在检查点所签名的日志之中，位置、内容、时间、操作人和理由一字未改。
  二、checkpoints 中较早的检查点都是该日志的前段：其间只有追加，没有改写。
  三、manifest.json 的 streams 所列各流自第一条起连续无缺；“全部事件”的审计包自位置 1 起连续无缺。

不能证明什么
  一、事件所述是否属实：账本证明的是“何时由谁记录了什么”，佐证材料以 SHA-256 指纹列于事件之中。
  二、除上述各流外，范围内没有别的事件：范围由导出方选取。${withheld ? '\n      范围内有接收人无权查看的事件，未包含在内。' : ''}
  三、只用本包自带的公钥核验时，不能排除连同密钥一并伪造：请用 --key 或 --checkpoint。
  人员以编号表示，姓名不在日志之中。

────────────────────────────────────────

Audit bundle: ${en}
${origin}, checkpoint ${size} ${time}, ${events} events

How to check it
  node verify.mjs                         (Node.js 18 or later, no network, no dependencies)
  node verify.mjs --key KEY               (take the key from elsewhere: a notice, a letter, a witness)
  node verify.mjs --checkpoint FILE       (a checkpoint you hold from earlier)
  or open verify.html in a browser.

What is proven
  1. Every event in events.ndjson is in the log that the checkpoint signs: position, content, time, person and reason unchanged.
  2. The earlier checkpoints are beginnings of that log: things were added in between, nothing was rewritten.
  3. The streams named in manifest.json are whole from their first event on; a bundle of everything is whole from position 1 on.

What is not proven
  1. That what an event says is true: the ledger proves who recorded what and when. Evidence is named by its SHA-256.
  2. That, beside those streams, nothing else belongs to the scope: whoever exported it chose.${withheld ? '\n     Events of the scope that the recipient may not see are not in it.' : ''}
  3. With the key of this bundle alone, that key and log were not forged together: use --key or --checkpoint.
  Persons are references; their names are not in the log.
`;
}
