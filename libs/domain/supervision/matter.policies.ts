import { anyOf, cityPolicy, rolePolicy } from '#engine/kernel';

/** A unit reports its own matters upwards; the bureau also those that concern several. */
export const mayReportMatter = anyOf('supervision.report-matter', rolePolicy('', ['reporter']), cityPolicy('', ['bureau']));

/** The bureau, as the office that receives them, and the leadership return and settle matters. */
export const mayHandleMatters = cityPolicy('supervision.handle-matters', ['bureau', 'leadership']);

/** A unit sees its own matters; leadership, bureau and auditors see all. */
export const maySeeMatters = anyOf('supervision.see-matters', rolePolicy('', ['reporter']), cityPolicy('', ['bureau', 'leadership', 'auditor']));
