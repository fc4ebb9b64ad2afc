export { Gathered } from './gathered.js';
export * from './inbox.js';
export * from './inbox-outlet.js';
export { BadNotice, deliveryId, issue, noticeId, outgoing } from './issue.js';
export * from './notice.js';
export * from './notice.events.js';
export * from './notice-outbox.js';
export * from './notice-runner.js';
export * from './recipients.js';
