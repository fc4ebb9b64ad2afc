import { actTexts, present } from '../command-line/act.js';
import { commandSpec, type CommandSpec } from '../command-line/command.js';
import { badUsage } from '../command-line/given.js';
import { listCommand } from '../command-line/listing.js';
import { path } from '../connection/api.js';
import { choiceOption, needed, textOption } from '../supervision/given-content.js';
import { called } from '../command-line/called.js';
import { letterSourceWords, receiptOutcomeWords } from '../../words/cadre-words.js';
import { dossierPlace } from './dossiers.js';

interface Taken {
  readonly outcome: 'recorded' | 'repeated';
  readonly dossier: string;
  readonly version: number;
  readonly position: number;
}

export const receiptTexts = { taken: { zh: '{outcome}：{dossier} 第 {version} 版，日志位置 {position}', en: '{outcome}: {dossier} version {version}, log position {position}' } } as const;

const send = commandSpec({
  path: 'receipts send', summary: { zh: '报送回执：签收或退回一份材料', en: 'Send a receipt: acknowledge or reject a dossier' },
  details: { zh: '回执编号（--id）相同的视为同一回执，只记录一次。', en: 'Receipts of one --id are the same receipt and are recorded once.' },
  arguments: [...dossierPlace, { name: 'VERSION', summary: { zh: '材料版本', en: 'Version of the dossier' } }],
  options: [
    needed(choiceOption('--outcome <OUTCOME>', receiptOutcomeWords, { zh: '签收或退回', en: 'Acknowledged or rejected' })), textOption('--reason <TEXT>', { zh: '退回的原因', en: 'Why it is rejected' }),
    needed(textOption('--receiver <TEXT>', { zh: '接收单位或系统（不写姓名）', en: 'Office or system that received; no name of a person' })), textOption('--id <ID>', { zh: '回执编号；默认自动生成', en: 'Id of the receipt; drawn when absent' }),
    textOption('--at <MOMENT>', { zh: '接收时间（北京时间，如 2026-03-09T14:30）；默认现在', en: "When it was received, in the city's time such as 2026-03-09T14:30; now when absent" }),
  ],
  examples: ['zhiheng receipts send nanjing-2024 xuanwu 1 --outcome acknowledged --receiver office'],
  run: async ({ api, given, host, out }) => {
    const [outcome, reason] = [given.text('--outcome'), given.maybe('--reason')];
    if (outcome === 'rejected' && reason === undefined) throw badUsage('missing', { name: '--reason' });
    const body = present({
      id: given.maybe('--id') ?? host.newId(), dossier: `${given.text('ROUND')}.${given.text('UNIT')}`, version: given.whole('VERSION', 1, 100_000), outcome, reason, receiver: given.text('--receiver'),
      at: given.instant('--at') ?? host.clock.now(),
    });
    const taken = await api.command<Taken>('POST', path`/cadre-review/receipts`, body);
    await out.result(taken, () => out.say(receiptTexts.taken, { ...taken, outcome: out.say(taken.outcome === 'recorded' ? actTexts.recorded : actTexts.repeated) }));
  },
});

interface DeadLetter {
  readonly id: string;
  readonly via: string;
  readonly source: string | null;
  readonly text: string;
  readonly code: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly firstAt: string;
  readonly lastAt: string;
  readonly times: number;
}

const deadLetters = listCommand<DeadLetter>({
  path: 'receipts dead-letters', summary: { zh: '未能受理的回执及原因，最近的在前', en: 'Receipts that could not be taken, and why, newest first' }, from: '/cadre-review/dead-letters', moments: false,
  columns: [
    { head: { zh: '最近', en: 'Last' }, of: ({ lastAt }) => lastAt },
    { head: { zh: '首次', en: 'First' }, of: ({ firstAt }) => firstAt },
    { head: { zh: '次数', en: 'Times' }, align: 'right', of: ({ times }) => times },
    { head: { zh: '途径', en: 'Via' }, of: ({ via, source }, call) => [called(letterSourceWords, via, call), source ?? ''].join(' ').trim() },
    { head: { zh: '原因', en: 'Because' }, wrap: true, of: ({ code, values }) => [code, ...Object.entries(values).map(([name, value]) => `${name}=${String(value)}`)].join(' ') },
    { head: { zh: '内容', en: 'Text' }, wrap: true, of: ({ text }) => text },
  ],
});

export const receiptCommands: readonly CommandSpec[] = [send, deadLetters];
