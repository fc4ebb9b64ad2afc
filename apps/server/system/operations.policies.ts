import { cityPolicy } from '#engine/kernel';

/** Raw facts are for those who audit, and for the bureau that runs the assessment. */
export const maySeeEvents = cityPolicy('history.events', ['auditor', 'bureau']);

/** How the machinery fares: the system administrator and the auditors. */
export const maySeeOperations = cityPolicy('system.see', ['system-admin', 'auditor', 'audit-admin']);

/** Resuming, rebuilding, retrying: the system administrator's acts. */
export const mayOperate = cityPolicy('system.operate', ['system-admin']);
