import { rolePolicy } from '#engine/kernel';

/** Progress is judged when a value is verified; nobody does so by hand. */
export const mayJudgeProgress = rolePolicy('supervision.judge-progress', ['system']);
