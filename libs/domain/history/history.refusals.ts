import { defineRefusals } from '#engine/kernel';

/** Every "no" of the change history. */
export const historyRefusals = defineRefusals({
  'history.too-many-things': {
    kind: 'unprocessable',
    title: { zh: '涉及您单位的事项超过 {most} 件，无法一次列出其变更历史。', en: 'More than {most} things concern your units: their history cannot be listed in one.' },
    remedy: { zh: '请改查某一事项的变更历史。', en: 'Ask for the history of one thing instead.' },
  },
});
