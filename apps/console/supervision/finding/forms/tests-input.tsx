import { Checkbox } from 'antd';
import type { InputProps } from '../../../acts/field-input.js';
import { texts, useTexts } from '../../../language/texts.js';

const testTexts = texts('supervision-tests-input', {
  group: ['四项核查', 'Four tests'],
  facts: ['事实清楚，问题属实', 'The facts are clear'],
  measures: ['措施与问题一一对应', 'Each part of the problem has its measure'],
  results: ['成效已核实', 'The results were verified'],
  evidence: ['佐证齐全、真实', 'The evidence is complete and true'],
});

const tests = ['facts', 'measures', 'results', 'evidence'] as const;

/** What must hold before a finding is closed; one that is not ticked does not. */
export type Tested = Readonly<Record<(typeof tests)[number], boolean>>;

/** Nothing tested yet. */
export const untested: Tested = { facts: false, measures: false, results: false, evidence: false };

/** The four tests of a closing, one box each. */
export function TestsInput({ id, value = untested, onChange }: InputProps<Tested>) {
  const t = useTexts(testTexts);
  return (
    // The field's label names the group; each box has only its own.
    <div className="tests-input" id={id} role="group" aria-label={t('group')}>
      {tests.map((test) => <Checkbox key={test} checked={value[test]} onChange={({ target }) => onChange?.({ ...value, [test]: target.checked })}>{t(test)}</Checkbox>)}
    </div>
  );
}
