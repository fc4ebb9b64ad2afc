import { writeFileSync } from 'node:fs';
import type { Bilingual } from '#engine/kernel';
import { fieldsText } from '../command-line/act.js';
import { commandSpec, type CommandSpec } from '../command-line/command.js';
import { inLanguage } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';
import { path } from '../connection/api.js';
import { reportsTexts } from '../reporting/reports.js';
import { textOption } from '../supervision/given-content.js';
import { colon } from '../terminal/punctuation.js';
import { versionArgument, versionPath } from './dossier-page.js';
import { dossierPlace } from './dossiers.js';

export const letterTexts = { attachment: { zh: '附件', en: 'Attachment ' } } as const;

interface CoverLetter {
  readonly number: string;
  readonly mark: Bilingual;
  readonly title: Bilingual;
  readonly to: Bilingual;
  readonly paragraphs: readonly Bilingual[];
  readonly attachments: readonly Bilingual[];
  readonly from: Bilingual;
  readonly date: Bilingual;
}

const letter = viewCommand<CoverLetter>({
  path: 'dossiers letter', summary: { zh: '报送函（供打印）', en: 'The covering letter, for printing' }, arguments: [...dossierPlace, versionArgument],
  from: async (call) => `${await versionPath(call)}/letter`,
  text: ({ number, mark, title, to, paragraphs, attachments, from, date }, call) => {
    const { out } = call;
    const say = (text: Bilingual): string => inLanguage(text, call);
    const listed = attachments.map((text, i) => `${out.say(letterTexts.attachment)}${i + 1}${colon[out.language]}${say(text)}`);
    return [`${say(mark)}  ${number}`, out.style.bold(say(title)), `${say(to)}${colon[out.language].trimEnd()}`, ...paragraphs.map(say), listed.join('\n'), `${say(from)}\n${say(date)}`].join('\n\n');
  },
});

interface SignedDocument {
  readonly hash: string;
  readonly round: string;
  readonly unit: string;
  readonly version: number;
  readonly jws: string;
  readonly redactedAt: string | null;
}

const document = commandSpec({
  path: 'dossiers document', summary: { zh: '已报送的签名材料（JWS），查阅记入访问日志', en: 'The signed document of a dossier that was handed over (JWS); reading it is logged' },
  arguments: [{ name: 'HASH', summary: { zh: '签名材料的 SHA-256', en: 'SHA-256 of the signed document' } }],
  options: [textOption('--out <FILE>', { zh: '把 JWS 写入此文件', en: 'Write the JWS to this file' })],
  run: async ({ api, given, out }) => {
    const found = await api.get<SignedDocument>(path`/cadre-review/documents/${given.text('HASH')}`);
    const file = given.maybe('--out');
    if (file === undefined) return out.result(found, () => fieldsText({ ...found }));
    writeFileSync(file, found.jws);
    await out.result({ file, size: found.jws.length }, () => out.say(reportsTexts.exported, { file }));
  },
});

const keys = commandSpec({
  path: 'dossiers keys', summary: { zh: '材料签名公钥（JWK Set），供接收方核验签名', en: 'Public keys that dossiers are signed with (JWK Set), for receivers' },
  run: async ({ api, out }) => out.print(JSON.stringify(await api.get('/cadre-review/keys'), null, 2)),
});

const schema = commandSpec({
  path: 'dossiers schema', summary: { zh: '签名材料或回执的 JSON Schema，供接收方使用', en: 'JSON Schema of the signed document, or of receipts, for receivers' },
  options: [textOption('--receipt', { zh: '回执的，而不是材料的', en: 'Of receipts instead' })],
  run: async ({ api, given, out }) => out.print(JSON.stringify(await api.get(given.has('--receipt') ? '/cadre-review/receipts/schema' : '/cadre-review/document-schema'), null, 2)),
});

export const dossierPaperCommands: readonly CommandSpec[] = [letter, document, keys, schema];
