import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** The bureau and the auditors export anything; a unit what is about itself, as far as it may see it. */
export const mayExportBundles = anyOf('history.export', cityPolicy('', ['bureau', 'auditor']), rolePolicy('', ['reporter']));
