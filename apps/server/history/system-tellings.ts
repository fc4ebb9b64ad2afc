import { noticeEvents } from '#engine/notices';
import { projectionEvents } from '#engine/projections';
import { reactionEvents } from '#engine/reactions';
import { accessSealingEvents } from '../../../libs/domain/history/access-sealing/access-sealing.events.js';
import { instant, text, word, type MaybeShown } from '../../../libs/domain/history/change-history/shown.js';
import { ledgerEvents } from '../../../libs/domain/history/checkpoints/ledger.events.js';
import { field, keyOf, tellingsFor, type Words } from './telling-kit.js';

const resumeWords: Words = { retry: { zh: '重试', en: 'trying again' }, supersede: { zh: '越过该事件', en: 'passing over the event' } };
const equalWords: Words = { true: { zh: '与原表一致', en: 'equal to the old one' }, false: { zh: '与原表不一致', en: 'not equal to the old one' }, null: { zh: '未比对', en: 'not compared' } };
const keyWords: Words = { active: { zh: '启用', en: 'in use' }, retired: { zh: '停用', en: 'retired' } };
export const systemTexts = { resumeWords, equalWords, keyWords };

const projection = { kind: 'projection', key: (data: { readonly projection: string }) => data.projection, audience: 'operations' } as const;
interface OfProjection {
  readonly projection: string;
  readonly generation: number;
}
const ofProjection = (data: OfProjection): Readonly<Record<string, MaybeShown>> => ({ projection: text(data.projection), generation: text(data.generation) });

export const projectionTellings = tellingsFor(projectionEvents, {
  'projections.ProjectionResumed': {
    ...projection, sentence: { zh: '恢复停在位置 {position} 的投影 {projection}（{how}），理由：{reason}', en: 'resumed the projection {projection}, halted at position {position}, by {how}, because: {reason}' },
    says: (data) => ({ ...ofProjection(data), position: text(data.position), how: word(resumeWords, data.how), reason: text(data.reason) }),
  },
  'projections.RebuildStarted': {
    ...projection, sentence: { zh: '开始重建投影 {projection}（第 {generation} 代），理由：{reason}', en: 'started to rebuild the projection {projection} (generation {generation}), because: {reason}' }, says: (data) => ({ ...ofProjection(data), reason: text(data.reason) }),
  },
  'projections.RebuildSwitched': {
    ...projection, sentence: { zh: '将投影 {projection} 切换到第 {generation} 代（{equal}）', en: 'switched the projection {projection} to generation {generation} ({equal})' }, says: (data) => ({ ...ofProjection(data), equal: word(equalWords, String(data.equal)) }),
    fields: { generation: field('代', 'generation', ({ generation }) => text(generation), ({ from }) => text(from)) },
  },
  'projections.RebuildDropped': {
    ...projection, sentence: { zh: '放弃重建投影 {projection}（第 {generation} 代），理由：{reason}', en: 'gave up rebuilding the projection {projection} (generation {generation}), because: {reason}' }, says: (data) => ({ ...ofProjection(data), reason: text(data.reason) }),
  },
});

interface Parked {
  readonly process: string;
  readonly stream: string;
  readonly position: number;
  readonly failure: string;
}
const parked = { kind: 'reaction', key: (data: Parked) => `${data.process} ${data.stream}`, audience: 'operations' } as const;
const ofParked = (data: Parked): Readonly<Record<string, MaybeShown>> => ({ process: text(data.process), stream: text(data.stream), position: text(data.position), failure: text(data.failure) });

export const reactionTellings = tellingsFor(reactionEvents, {
  'reactions.ParkedRetried': { ...parked, sentence: { zh: '重试 {process} 挂起的位置 {position}（{stream}，故障：{failure}）', en: 'retried position {position} parked by {process} ({stream}, failure: {failure})' }, says: ofParked },
  'reactions.ParkedDiscarded': {
    ...parked, sentence: { zh: '放弃 {process} 挂起的位置 {position}（{stream}，故障：{failure}），理由：{reason}', en: 'discarded position {position} parked by {process} ({stream}, failure: {failure}), because: {reason}' }, says: (data) => ({ ...ofParked(data), reason: text(data.reason) }),
  },
});

export const noticeTellings = tellingsFor(noticeEvents, {
  'notices.DeliveryRetried': {
    kind: 'delivery', key: ({ delivery }) => delivery, audience: 'operations', sentence: { zh: '重新投递通知 {notice}（渠道 {outlet}，此前 {attempts} 次未成：{failure}）', en: 'retried the delivery of the notice {notice} by {outlet} (after {attempts} attempts: {failure})' },
    says: ({ notice, outlet, attempts, failure }) => ({ notice: text(notice), outlet: text(outlet), attempts: text(attempts), failure: text(failure) }),
  },
});

/** A public key without its base64 part: the name and id that a reader compares. */
const keyName = (key: string): string => key.split('+').slice(0, 2).join('+');
const ledger = { kind: 'ledger', key: () => 'checkpoints', audience: 'ledger' } as const;
const signingKey = { kind: 'ledger', key: ({ key }: { readonly key: string }) => keyOf('key', keyName(key)), audience: 'ledger' } as const;

export const ledgerTellings = tellingsFor(ledgerEvents, {
  'history.SigningKeyIntroduced': {
    ...signingKey, sentence: { zh: '启用账本签名密钥 {key}，自{from}起', en: 'introduced the signing key {key} of the ledger from {from}' }, says: ({ key, from }) => ({ key: text(keyName(key)), from: instant(from) }),
    fields: { state: field('状态', 'state', () => word(keyWords, 'active')), key: field('公钥', 'public key', ({ key }) => text(key)) },
  },
  'history.SigningKeyRetired': {
    ...signingKey, sentence: { zh: '停用账本签名密钥 {key}，至{until}止', en: 'retired the signing key {key} of the ledger, last used {until}' }, says: ({ key, until }) => ({ key: text(keyName(key)), until: instant(until) }),
    fields: { state: field('状态', 'state', () => word(keyWords, 'retired')) },
  },
  'history.CheckpointSigned': {
    ...ledger, sentence: { zh: '签发账本检查点：{size} 条事件，根 {root}', en: 'signed a checkpoint of the ledger: {size} events, root {root}' }, says: ({ size, root }) => ({ size: text(size), root: text(root) }),
    fields: { size: field('事件数', 'events', ({ size }) => text(size)), root: field('根', 'root', ({ root }) => text(root)) },
  },
  'history.CheckpointCosigned': {
    ...ledger, sentence: { zh: '登记 {witness} 对账本检查点（{size} 条事件）的见证签名', en: 'recorded the cosignature of {witness} on the checkpoint of {size} events' }, says: ({ witness, size }) => ({ witness: text(witness), size: text(size) }),
    fields: { witnessed: field('已见证事件数', 'events witnessed', ({ size }) => text(size)), witness: field('见证方', 'witness', ({ witness }) => text(witness)) },
  },
});

const accessLog = { kind: 'access-log', key: () => 'access-log', audience: 'access-log' } as const;

export const accessLogTellings = tellingsFor(accessSealingEvents, {
  'history.AccessLogSealed': {
    ...accessLog, sentence: { zh: '封存访问日志至第 {seq} 条（新增 {entries} 条）', en: 'sealed the access log up to entry {seq} ({entries} new)' }, says: ({ seq, entries }) => ({ seq: text(seq), entries: text(entries) }),
    fields: { seq: field('封存至', 'sealed up to', ({ seq }) => text(seq)), hash: field('链头摘要', 'hash of the head', ({ hash }) => text(hash)) },
  },
  'history.AccessLogTrimmed': {
    ...accessLog, sentence: { zh: '清除到期的访问日志至第 {seq} 条（{upTo}，保留 {days} 天），理由：{reason}', en: 'removed entries of the access log up to {seq} ({upTo}, kept {days} days), because: {reason}' },
    says: ({ seq, upTo, keptDays, reason }) => ({ seq: text(seq), upTo: instant(upTo), days: text(keptDays), reason: text(reason) }), fields: { removed: field('清除至', 'removed up to', ({ seq }) => text(seq)) },
  },
});
