import { defineRefusals } from '#engine/kernel';

export const comparingRefusals = defineRefusals({
  'history.unknown-view': {
    kind: 'not-found',
    title: { zh: '没有可比较的视图 {view}。', en: 'There is no view {view} to compare.' },
    remedy: { zh: '可比较的视图见 /api/history/comparable-views。', en: 'Look up the views that can be compared at /api/history/comparable-views.' },
  },
  'history.view-not-yours': {
    kind: 'forbidden',
    title: { zh: '您没有查看“{view}”的权限，不能比较。', en: 'You may not see the view {view}, so you cannot compare it.' },
    remedy: { zh: '请联系安全管理员核对您的角色和所属单位。', en: 'Ask the security administrator to check your role and unit.' },
  },
  'history.moments-out-of-order': {
    kind: 'unprocessable',
    title: { zh: '起始时点（日志位置 {from}）晚于截止时点（日志位置 {to}）。', en: 'The moment to compare from (log position {from}) is later than the one to compare with (log position {to}).' },
    remedy: { zh: '请交换两个时点。', en: 'Swap the two moments.' },
  },
});
