import { command, refuse, type Bilingual, type DateText, type Refusal } from '#engine/kernel';
import { aheadProblem, leadOf, type FindingAct } from '../finding-acts.js';
import { findingStream } from '../finding.events.js';
import { finding } from '../finding.state.js';
import { aboutFinding, checkerProblem, onFinding, type FindingKey } from '../rectification-acts.js';
import { mayInspect } from '../supervision.policies.js';

/** What holds when a finding is closed: the facts are clear, measures answer the problem, results are in figures, evidence is complete. */
export interface ClosingTest {
  readonly facts: boolean;
  readonly measures: boolean;
  readonly results: boolean;
  readonly evidence: boolean;
}

/** A checker closes the finding 销号. */
export interface CloseFinding extends FindingKey {
  readonly opinion: string;
  readonly test: ClosingTest;
  /** Day of the follow-up 回头看: three to six months ahead for what is grave; one that has relapsed before is not closed without. */
  readonly followUpOn?: DateText;
}

const closing: FindingAct = { from: ['reported'], called: { zh: '销号', en: 'closed' } };

const tests = ['facts', 'measures', 'results', 'evidence'] as const satisfies readonly (keyof ClosingTest)[];
const testNames: Readonly<Record<keyof ClosingTest, Bilingual>> = {
  facts: { zh: '事实清楚', en: 'facts are clear' },
  measures: { zh: '措施对应问题', en: 'measures answer the problem' },
  results: { zh: '成效量化', en: 'results are in figures' },
  evidence: { zh: '佐证齐全', en: 'evidence is complete' },
};

export const closeFinding = command({
  name: 'supervision.CloseFinding',
  policy: mayInspect,
  unit: leadOf,
  stream: (c: CloseFinding) => findingStream(c.finding),
  state: finding,
  decide: (state, c, { actor, now }) =>
    onFinding(state, c, closing, (known) => {
      const { number, listed, relapses, report } = known;
      const { opinion, followUpOn } = c;
      const no = checkerProblem(known, actor) ?? testProblem(c.test);
      if (no) return no;
      if (listed) return refuse('supervision.still-listed', { number });
      if (relapses > 0 && followUpOn === undefined) return refuse('supervision.follow-up-required', { number }, 'body.followUpOn');
      const passed = aheadProblem(followUpOn, now, 'body.followUpOn');
      if (passed) return passed;
      return [{
        type: 'supervision.FindingClosed',
        data: { ...aboutFinding(c, known), opinion, onTime: !report!.late, ...(followUpOn === undefined ? {} : { followUpOn }) },
      }];
    }),
});

function testProblem(test: ClosingTest): Refusal | undefined {
  const failed = tests.filter((one) => !test[one]);
  if (failed.length === 0) return undefined;
  const named = { tests: failed.map((one) => testNames[one].zh).join('、'), testsEn: failed.map((one) => testNames[one].en).join(', ') };
  return refuse('supervision.closing-test-failed', { ...named, failed }, `body.test.${failed[0]!}`);
}
