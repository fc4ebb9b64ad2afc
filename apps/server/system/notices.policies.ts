import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** Who read a notice and when: inspectors for their units, the bureau and auditors for the city. */
export const maySeeReceipts = anyOf('notices.receipts', rolePolicy('notices.receipts', ['inspector']), cityPolicy('notices.receipts', ['bureau', 'auditor']));

/** What became of deliveries: the bureau, whose notices they are, and the system administrator, who repairs the ways out. */
export const maySeeDeliveries = cityPolicy('notices.deliveries', ['bureau', 'system-admin']);

/** Having a delivery tried again: the system administrator's act. */
export const mayRetryDeliveries = cityPolicy('notices.retry-delivery', ['system-admin']);
