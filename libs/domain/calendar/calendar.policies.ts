import { cityPolicy } from '#engine/kernel';

/** The bureau enters what the State Council's office published. */
export const mayPublishCalendar = cityPolicy('calendar.publish', ['bureau']);

/** The calendar is everybody's: deadlines are reckoned by it. */
export const maySeeCalendar = cityPolicy('calendar.see', [
  'bureau', 'reporter', 'verifier', 'inspector', 'leadership', 'organisation', 'auditor', 'system-admin', 'security-admin', 'audit-admin',
]);
