import { decimal, periodName, textOf } from '#engine/kernel';
import type { FindingContent } from '../finding.events.js';
import type { ProgressWarningRow } from './progress-warnings.projection.js';

/** How far it is; a level that has fallen since the year began is no share of anything. */
const shareText = (share: string): string => (decimal(share).lt(0) ? '较年初不进反退' : `为应达进度的${textOf(decimal(share).times(100))}%`);

/**
 * What an order raised from a warning says to begin with; the inspector changes it as needed. Findings are written in Chinese.
 * Undefined once the unit has caught up: there is nothing to order.
 */
export function draftOf(row: ProgressWarningRow): FindingContent | undefined {
  if (row.status !== 'behind') return undefined;
  const { plan, indicator, unit, name, measure, period, target, expected, actual, share, light, running, stream } = row;
  return {
    title: `${name.zh}落后于时序进度`,
    problem: `截至${periodName(period).zh}，“${name.zh}”时序进度应达${expected}，实际${actual}，${shareText(share)}；年度目标${target}，已连续${running}期落后。`,
    severity: light === 'red' ? 'serious' : 'general',
    urgency: 'ordinary',
    source: { kind: 'progress', ref: stream },
    basis: measure === 'general' ? '实施方案总体目标' : `实施方案第${measure}项措施`,
    requirement: '分析落后原因，提出赶上时序进度的措施和时间表，并按期报送整改情况。',
    unit, supporting: [], plan, measure, indicator, period,
    due: { days: 15, kind: 'calendar' },
  };
}
