import { objectionDecisionWords } from '../../../words/supervision-words.js';
import type { ActForm } from '../../acts/act-dialog.js';
import { useTexts } from '../../language/texts.js';
import type { BodyOf, ItemOf } from '../../server/ask.js';
import { optionsOf } from '../../show/facts.js';
import { useUnitNames } from '../../show/unit-names.js';
import { campaignActTexts } from './act-words.js';

/** What a campaign came to for one unit. */
export type Part = ItemOf<'GET /campaign-units'>;
type Values = Readonly<Record<string, unknown>>;

/** The forms of the acts on what a campaign came to for a unit. */
export function usePartForms({ campaign, unit }: Pick<Part, 'campaign' | 'unit'>) {
  const t = useTexts(campaignActTexts);
  const name = useUnitNames();
  const path = { campaign, unit };
  const feedback: ActForm<'POST /campaigns/:campaign/units/:unit/feedback'> = {
    route: 'POST /campaigns/:campaign/units/:unit/feedback', title: { zh: '反馈结论', en: 'Feed back' }, path, effect: t('feedbackEffect', { unit: name(unit) }),
    fields: [{ name: 'document', label: { zh: '反馈文号', en: 'Number of the letter' }, kind: 'text', maxLength: 200 }],
  };
  const object: ActForm<'POST /campaigns/:campaign/units/:unit/objection'> = {
    route: 'POST /campaigns/:campaign/units/:unit/objection', title: { zh: '提出异议', en: 'Object' }, path, effect: t('objectEffect'),
    fields: [
      { name: 'reason', label: { zh: '异议理由', en: 'Grounds of objection' }, kind: 'area', required: true, maxLength: 4000 },
      { name: 'evidence', label: { zh: '证据', en: 'Evidence' }, kind: 'evidence', required: true, evidenceUnit: unit },
    ],
  };
  return { feedback, object, decide: decideForm(path, t('decideEffect', { unit: name(unit) })) };
}

function decideForm(path: { readonly campaign: string; readonly unit: string }, effect: string): ActForm<'POST /campaigns/:campaign/units/:unit/objection/decision'> {
  const amended = (values: Values): boolean => values['decision'] === 'amended';
  return {
    route: 'POST /campaigns/:campaign/units/:unit/objection/decision', title: { zh: '作出复核决定', en: 'Decide the objection' }, path, wide: true, effect,
    fields: [
      { name: 'decision', label: { zh: '决定', en: 'Decision' }, kind: 'choice', required: true, options: optionsOf(objectionDecisionWords) },
      { name: 'reason', label: { zh: '理由', en: 'Reason' }, kind: 'area', required: true, maxLength: 4000 },
      { name: 'conclusion.facts', label: { zh: '更正后的事实', en: 'Facts as amended' }, kind: 'area', required: true, when: amended, maxLength: 10_000 },
      { name: 'conclusion.conclusion', label: { zh: '更正后的结论', en: 'Conclusion as amended' }, kind: 'area', required: true, when: amended, maxLength: 10_000 },
      { name: 'conclusion.evidence', label: { zh: '证据', en: 'Evidence' }, kind: 'evidence', required: true, when: amended, evidenceUnit: path.unit },
    ],
    body: (values) => decisionBody(values),
  };
}

function decisionBody(values: Values): BodyOf<'POST /campaigns/:campaign/units/:unit/objection/decision'> {
  const reason = String(values['reason'] ?? '').trim();
  const decision = values['decision'] as 'upheld' | 'amended' | 'revoked';
  if (decision !== 'amended') return { decision, reason };
  const text = (name: string): string => String(values[`conclusion.${name}`] ?? '').trim();
  return { decision, reason, conclusion: { facts: text('facts'), conclusion: text('conclusion'), evidence: (values['conclusion.evidence'] as string[] | undefined) ?? [] } };
}
