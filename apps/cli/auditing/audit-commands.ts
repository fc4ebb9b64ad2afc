import type { CommandSpec, GroupSpec } from '../command-line/command.js';
import { auditCheck } from './audit-check.js';
import { auditExport } from './audit-export.js';
import { witnessCommand } from './witness.js';

export const auditGroup: GroupSpec = { word: 'audit', summary: { zh: '审计包：导出、核验', en: 'Audit bundles: export, check' } };

/** What an auditor, and a second department, come for. */
export const auditingCommands: readonly CommandSpec[] = [auditExport, auditCheck, witnessCommand];
