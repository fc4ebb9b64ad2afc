import { both, instant, list, named, text, texts, unit, word, type MaybeShown } from '../../../libs/domain/history/change-history/shown.js';
import { dossierEvents } from '../../../libs/domain/cadre-review/dossier.events.js';
import { inclusionEvents } from '../../../libs/domain/cadre-review/inclusion.events.js';
import { linkageRulesEvents } from '../../../libs/domain/cadre-review/linkage-rules.events.js';
import { becomes, documentField, field, keyOf, tellingsFor, type Words } from './telling-kit.js';

const dossierWords: Words = {
  prepared: { zh: '已备齐', en: 'prepared' }, replaced: { zh: '已更换', en: 'replaced' }, dispatched: { zh: '已报送', en: 'dispatched' }, acknowledged: { zh: '已签收', en: 'acknowledged' }, rejected: { zh: '已退回', en: 'rejected' },
};
const inclusionWords: Words = { included: { zh: '纳入', en: 'included' }, ended: { zh: '不再纳入', en: 'not included' } };
export const cadreReviewTexts = { dossierWords, inclusionWords };

interface OfDossier {
  readonly round: string;
  readonly unit: string;
  readonly version: number;
}
const dossier = { kind: 'dossier', key: (data: OfDossier) => keyOf(data.round, data.unit), audience: 'dossiers' } as const;
const about = (data: OfDossier): Readonly<Record<string, MaybeShown>> => ({ unit: unit(data.unit), round: named('round', data.round), version: text(data.version) });
const stands = (state: string) => ({ state: becomes<OfDossier>(dossierWords, state), version: field<OfDossier>('版本', 'version', ({ version }) => text(version)) });

export const dossierTellings = tellingsFor(dossierEvents, {
  'cadre-review.DossierPrepared': {
    ...dossier, sentence: { zh: '备齐{unit}在{round}的政绩考核材料第 {version} 版（{number}）', en: 'prepared version {version} of the dossier of {unit} for {round} ({number})' }, says: (data) => ({ ...about(data), number: text(data.number) }),
    fields: { ...stands('prepared'), number: field('函号', 'number of the letter', ({ number }) => text(number)) },
  },
  'cadre-review.DossierReplaced': {
    ...dossier, sentence: { zh: '以第 {by} 版更换{unit}在{round}的政绩考核材料第 {version} 版[，理由：{reason}]', en: 'replaced version {version} of the dossier of {unit} for {round} by version {by}[, because: {reason}]' },
    says: (data) => ({ ...about(data), by: text(data.by), reason: text(data.reason) }), fields: { state: field('状态', 'state', () => word(dossierWords, 'replaced')) },
  },
  'cadre-review.DossierDispatched': {
    ...dossier, sentence: { zh: '报送{unit}在{round}的政绩考核材料第 {version} 版（{number}）', en: 'dispatched version {version} of the dossier of {unit} for {round} ({number})' }, says: (data) => ({ ...about(data), number: text(data.number) }),
    fields: { ...stands('dispatched'), hash: field('文件摘要', 'hash of the document', ({ hash }) => text(hash)) },
  },
  'cadre-review.DossierAcknowledged': {
    ...dossier, sentence: { zh: '登记 {receiver} 于{at}签收{unit}在{round}的政绩考核材料第 {version} 版', en: 'recorded that {receiver} acknowledged version {version} of the dossier of {unit} for {round} on {at}' },
    says: (data) => ({ ...about(data), receiver: text(data.receiver), at: instant(data.at) }), fields: stands('acknowledged'),
  },
  'cadre-review.DossierRejected': {
    ...dossier, sentence: { zh: '登记 {receiver} 于{at}退回{unit}在{round}的政绩考核材料第 {version} 版，理由：{reason}', en: 'recorded that {receiver} rejected version {version} of the dossier of {unit} for {round} on {at}, because: {reason}' },
    says: (data) => ({ ...about(data), receiver: text(data.receiver), at: instant(data.at), reason: text(data.reason) }), fields: stands('rejected'),
  },
});

export const linkageTellings = tellingsFor(linkageRulesEvents, {
  'cadre-review.LinkageRulesAdopted': {
    kind: 'linkage-rules', key: ({ rules }) => rules, audience: 'linkage-rules', sentence: { zh: '依据{document}发布结果运用规则（{rules}）第 {version} 版', en: 'adopted version {version} of the linkage rules {rules} under {document}' },
    says: (data) => ({ rules: text(data.rules), version: text(data.version), document: text(data.document) }),
    fields: {
      version: field('版本', 'version', ({ version }) => text(version)), document: documentField(), weight: field('权重（%）', 'weight (%)', ({ content }) => text(content.weight)),
      rules: field('规则', 'rules', ({ content }) => list(content.rules, ({ code, advice }) => both({ zh: `${code}：${advice.zh}`, en: `${code}: ${advice.en}` }))),
      conditions: field('条件', 'conditions', ({ content }) => texts(content.rules.map(({ code, when }) => `${code} ${JSON.stringify(when)}`))), quotas: field('优秀比例', 'quotas', ({ content }) => text(JSON.stringify(content.quotas))),
    },
  },
});

export const inclusionTellings = tellingsFor(inclusionEvents, {
  'cadre-review.InclusionDecided': {
    kind: 'inclusion', key: (data) => data.unit, audience: 'linkage-rules', sentence: { zh: '依据{document}将{unit}纳入政绩考核[，理由：{reason}]', en: 'included {unit} in the cadre review under {document}[, because: {reason}]' },
    says: (data) => ({ unit: unit(data.unit), document: text(data.document), reason: text(data.reason) }), fields: { state: becomes(inclusionWords, 'included'), document: documentField() },
  },
  'cadre-review.InclusionEnded': {
    kind: 'inclusion', key: (data) => data.unit, audience: 'linkage-rules', sentence: { zh: '依据{document}不再将{unit}纳入政绩考核[，理由：{reason}]', en: 'ended the inclusion of {unit} in the cadre review under {document}[, because: {reason}]' },
    says: (data) => ({ unit: unit(data.unit), document: text(data.document), reason: text(data.reason) }), fields: { state: becomes(inclusionWords, 'ended'), document: documentField() },
  },
});
