import { command, refuse, textProblem, type Bilingual, type Refusal } from '#engine/kernel';
import type { EvidenceReference } from '#domain/reporting';
import { leadOf, leadProblem, type FindingAct } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding, type IssuedFinding } from '../finding.state.js';
import { aboutFinding, onFinding, type FindingKey } from '../rectification-acts.js';
import { mayAnswer } from '../supervision.policies.js';

/** A supporting unit that has not reported, and why the lead answers without it. */
export interface Without {
  readonly unit: string;
  readonly reason: string;
}

/** The lead unit reports the rectification 整改报告, for all units concerned: problem, measures, results and evidence, or it is no report. */
export interface ReportRectification extends FindingKey {
  readonly unit: string;
  readonly problem?: string;
  readonly measures?: string;
  readonly results?: string;
  readonly evidence: readonly EvidenceReference[];
  /** 长效机制: what keeps it from happening again. */
  readonly lasting?: string;
  readonly without: readonly Without[];
}

const reporting: FindingAct = { from: ['acknowledged', 'rectifying', 'returned'], called: { zh: '提交整改报告', en: 'reported on' } };

const parts = ['problem', 'measures', 'results', 'evidence'] as const;
const partNames: Readonly<Record<(typeof parts)[number], Bilingual>> = {
  problem: { zh: '问题', en: 'problem' },
  measures: { zh: '整改措施', en: 'measures' },
  results: { zh: '整改成效', en: 'results' },
  evidence: { zh: '佐证材料', en: 'evidence' },
};

export const reportRectification = command({
  name: 'supervision.ReportRectification',
  policy: mayAnswer,
  unit: leadOf,
  stream: (c: ReportRectification) => findingStream(c.finding),
  state: finding,
  decide: (state, c, { now }) =>
    onFinding(state, c, reporting, (known) => {
      const no = leadProblem(known, c.unit) ?? planProblem(known) ?? partsProblem(c) ?? supportProblem(known, c.without);
      if (no) return no;
      const { problem = '', measures = '', results = '', evidence, lasting } = c;
      const { deadline: { dueAt } } = known;
      return [{
        type: 'supervision.RectificationReported',
        data: {
          ...aboutFinding(c, known), problem, measures, results, evidence: [...evidence], ...(lasting === undefined ? {} : { lasting }),
          without: c.without.filter(({ unit }) => !known.supported.includes(unit)).map(({ unit, reason }) => ({ unit, reason })),
          late: now > dueAt, dueAt,
        },
      }];
    }),
});

/** A grave matter is rectified by a plan. */
const planProblem = ({ planned, number, content }: IssuedFinding): Refusal | undefined =>
  planned || content.severity === 'general' ? undefined : refuse('supervision.plan-required', { number });

function partsProblem(c: ReportRectification): Refusal | undefined {
  const missing = parts.filter((part) => (part === 'evidence' ? c.evidence.length === 0 : textProblem(c[part] ?? '', { max: 10_000 }) !== undefined));
  if (missing.length === 0) return undefined;
  const named = { fields: missing.map((part) => partNames[part].zh).join('、'), fieldsEn: missing.map((part) => partNames[part].en).join(', ') };
  return refuse('supervision.report-incomplete', { ...named, missing }, `body.${missing[0]!}`);
}

/** Supporting units report to the lead first; the lead says why it answers without one that has not. */
function supportProblem({ content, supported }: IssuedFinding, without: readonly Without[]): Refusal | undefined {
  const named = without.map(({ unit }) => unit);
  const stranger = named.find((unit) => !content.supporting.includes(unit));
  if (stranger !== undefined) return refuse('supervision.supports-nothing', { unit: stranger }, 'body.without');
  const twice = named.find((unit, index) => named.indexOf(unit) !== index);
  if (twice !== undefined) return refuse('supervision.named-twice', { unit: twice }, 'body.without');
  if (without.some(({ reason }) => textProblem(reason, { max: 2_000 }))) return refuse('supervision.reason-required', {}, 'body.without');
  const missing = content.supporting.filter((unit) => !supported.includes(unit) && !named.includes(unit));
  return missing.length === 0 ? undefined : refuse('supervision.support-missing', { units: missing.join('、'), unitsEn: missing.join(', ') }, 'body.without');
}
