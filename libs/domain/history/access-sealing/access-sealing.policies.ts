import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** The system seals by itself; the audit administrator may have it done now. */
export const maySealAccessLog = anyOf('history.seal-access-log', rolePolicy('', ['system']), cityPolicy('', ['audit-admin']));

/** Only the audit administrator removes what has been kept long enough. */
export const mayTrimAccessLog = cityPolicy('history.trim-access-log', ['audit-admin']);

/** Whoever reads the access log sees how it is sealed. */
export const maySeeAccessSeals = cityPolicy('history.see-access-seals', ['audit-admin', 'auditor']);
