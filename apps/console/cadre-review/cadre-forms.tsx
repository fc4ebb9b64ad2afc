import { receiptOutcomeWords } from '../../words/cadre-words.js';
import type { ActForm } from '../acts/act-dialog.js';
import { texts, useTexts } from '../language/texts.js';
import { newKey, type ItemOf, type ReplyOf } from '../server/ask.js';
import { useView } from '../server/views.js';
import { optionsOf } from '../show/facts.js';
import { cadreTexts } from './cadre-texts.js';
import type { Prepared } from './prepared-outcome.js';

export type DossierLine = ItemOf<'GET /cadre-review/dossiers'>;
export type DossierReply = ReplyOf<'GET /cadre-review/dossiers/:round/:unit/:version'>;
export type Round = ReplyOf<'GET /cadre-review/rounds'>['items'][number];

const receiverTexts = texts('cadre-review-receiver', { organisation: ['市委组织部', 'Organisation Department'] });

/** What both forms that prepare ask: letter, rules, reason. */
function usePrepareFields() {
  const { data } = useView('GET /cadre-review/linkage-rules', { query: { limit: 100 } }, { now: true });
  const rules = (data?.items ?? []).filter(({ inForce }) => inForce);
  return [
    { name: 'number', label: { zh: '函号', en: 'Number of the letter' }, kind: 'text' as const, required: true, maxLength: 200, help: { zh: '如“宁质函〔2025〕20号”。', en: 'Such as 宁质函〔2025〕20号.' } },
    { name: 'rules', label: { zh: '结果运用规则', en: 'Rules on the use of results' }, kind: 'choice' as const, required: true, options: rules.map((one) => ({ value: one.rules, label: { zh: `第 ${one.version} 版（${one.document}）`, en: `Version ${one.version} (${one.document})` } })), first: rules[0]?.rules },
    { name: 'reason', label: { zh: '替换原因（替换已报送的材料时填写）', en: 'Why it is replaced (where one was handed over)' }, kind: 'area' as const, maxLength: 2000 },
  ];
}

/** The form that prepares the dossiers of every unit of a round. */
export function usePrepareForm(round: Round, onDone: (answer: Prepared) => void): ActForm<'POST /cadre-review/rounds/:round/dossiers'> {
  const t = useTexts(cadreTexts);
  return {
    route: 'POST /cadre-review/rounds/:round/dossiers', title: { zh: '备全轮材料', en: 'Prepare the round' }, path: { round: round.round }, fields: usePrepareFields(),
    effect: t('prepareEffect', { count: round.units.length }), onDone,
  };
}

/** The forms of the acts on a dossier. */
export function useDossierForms(dossier: Pick<DossierLine, 'dossier' | 'round' | 'unit' | 'version'>) {
  const t = useTexts(cadreTexts);
  const receiver = useTexts(receiverTexts);
  const path = { round: dossier.round, unit: dossier.unit };
  const prepare: ActForm<'POST /cadre-review/dossiers/:round/:unit'> = {
    route: 'POST /cadre-review/dossiers/:round/:unit', title: { zh: '另备新版本', en: 'Prepare a new version' }, path, fields: usePrepareFields(), effect: t('prepareOneEffect'),
  };
  const dispatch: ActForm<'POST /cadre-review/dossiers/:round/:unit/dispatch'> = {
    route: 'POST /cadre-review/dossiers/:round/:unit/dispatch', title: { zh: '报送', en: 'Hand over' }, path, fixed: { version: dossier.version }, effect: t('dispatchEffect'),
  };
  const receipt: ActForm<'POST /cadre-review/receipts'> = {
    route: 'POST /cadre-review/receipts', title: { zh: '回执', en: 'Receipt' }, confirm: { zh: '送出回执', en: 'Send the receipt' }, effect: t('receiptEffect'),
    fields: [
      { name: 'outcome', label: { zh: '回执结果', en: 'Outcome' }, kind: 'choice', required: true, options: optionsOf(receiptOutcomeWords), first: 'acknowledged' },
      { name: 'reason', label: { zh: '退回原因', en: 'Why it is rejected' }, kind: 'area', required: true, when: ({ outcome }) => outcome === 'rejected', maxLength: 2000 },
      { name: 'receiver', label: { zh: '接收单位', en: 'Receiver' }, kind: 'text', required: true, first: receiver('organisation'), maxLength: 200, help: { zh: '写单位，不写姓名。', en: 'The office, no name of a person.' } },
    ],
    body: (values) => ({
      id: newKey(), dossier: dossier.dossier, version: dossier.version, outcome: values['outcome'] as 'acknowledged' | 'rejected', receiver: String(values['receiver'] ?? '').trim(), at: new Date().toISOString(),
      ...(values['outcome'] === 'rejected' ? { reason: String(values['reason'] ?? '').trim() } : {}),
    }),
  };
  return { prepare, dispatch, receipt };
}
