import type { Bilingual } from '#engine/kernel';
import { escalationLevels, type EscalationLevel } from '../finding.events.js';

/** What each level of escalation is called. */
export const levelNames: Readonly<Record<EscalationLevel, Bilingual>> = {
  reminder: { zh: '提醒', en: 'reminder' },
  blue: { zh: '蓝牌', en: 'blue card' },
  yellow: { zh: '黄牌', en: 'yellow card' },
  red: { zh: '红牌', en: 'red card' },
  talk: { zh: '约谈', en: 'formal interview' },
  listed: { zh: '挂牌督办', en: 'listed supervision' },
  referred: { zh: '移交', en: 'referral' },
};

/** Whether a level lies above another. */
export const isAbove = (level: EscalationLevel, other: EscalationLevel): boolean => escalationLevels.indexOf(level) > escalationLevels.indexOf(other);
