import type { Bilingual } from '#engine/kernel';

/** What a role is called and what it is for. */
export interface Role {
  readonly title: Bilingual;
  readonly purpose: Bilingual;
  /**
   * `business`: takes part in supervision and assessment. `administrator`: one of the three administrators 三员,
   * who exclude one another and every business role (GB/T 22239-2019, level 3, security management centre).
   */
  readonly kind: 'business' | 'administrator';
}

/** Every role there is, in the order lists show them. Policies name roles by these codes. */
export const roles = {
  bureau: {
    kind: 'business',
    title: { zh: '市场监管局（秘书处）', en: 'Bureau (secretariat)' },
    purpose: { zh: '分解方案、设定指标与评分方案、开放填报期、组织考核', en: 'Decomposes the plan, defines indicators and schemes, opens periods, runs the assessment' },
  },
  reporter: {
    kind: 'business',
    title: { zh: '填报员', en: 'Reporter' },
    purpose: { zh: '为授权单位填报指标与任务进展、上传佐证材料', en: 'Reports indicators and progress with evidence for the units of the grant' },
  },
  verifier: {
    kind: 'business',
    title: { zh: '核定员', en: 'Verifier' },
    purpose: { zh: '核定或退回其他单位的填报，不得核定本单位', en: 'Verifies or returns what other units report, never the own unit' },
  },
  inspector: {
    kind: 'business',
    title: { zh: '督查员', en: 'Inspector' },
    purpose: { zh: '开展督查、交办问题、核查整改并销号', en: 'Runs campaigns, issues findings, checks and closes rectification' },
  },
  leadership: {
    kind: 'business',
    title: { zh: '领导', en: 'Leadership' },
    purpose: { zh: '查看得分、排名与预警，审定结果，作出批示', en: 'Sees scores, ranks and lights, confirms results, gives instructions' },
  },
  organisation: {
    kind: 'business',
    title: { zh: '组织部门', en: 'Organisation department' },
    purpose: { zh: '接收纳入政绩考核的材料', en: 'Receives the dossiers for cadre review' },
  },
  auditor: {
    kind: 'business',
    title: { zh: '审计员', en: 'Auditor' },
    purpose: { zh: '查阅变更历史、访问日志和完整性证明', en: 'Reads change history, access log and proofs of integrity' },
  },
  'system-admin': {
    kind: 'administrator',
    title: { zh: '系统管理员', en: 'System administrator' },
    purpose: { zh: '登记和锁定账号、维护配置，不授予权限，不办理业务', en: 'Registers and locks accounts, keeps the configuration; grants nothing and does no business' },
  },
  'security-admin': {
    kind: 'administrator',
    title: { zh: '安全管理员', en: 'Security administrator' },
    purpose: { zh: '授予和撤销角色，不登记账号，不办理业务', en: 'Grants and revokes roles; registers no account and does no business' },
  },
  'audit-admin': {
    kind: 'administrator',
    title: { zh: '安全审计员', en: 'Audit administrator' },
    purpose: { zh: '查阅并核验访问日志，不办理业务', en: 'Reads and verifies the access log; does no business' },
  },
} as const satisfies Record<string, Role>;

export type RoleCode = keyof typeof roles;

export const roleCodes = Object.keys(roles) as readonly RoleCode[];
export const businessRoles: readonly RoleCode[] = roleCodes.filter((code) => roles[code].kind === 'business');
export const administratorRoles: readonly RoleCode[] = roleCodes.filter((code) => roles[code].kind === 'administrator');

export const isRole = (code: string): code is RoleCode => Object.hasOwn(roles, code);

/** Whether a code is one of the three administrators. */
export const isAdministrator = (code: string): boolean => isRole(code) && roles[code].kind === 'administrator';

/** Whether one person may hold both: an administrator holds no other role. */
export const compatible = (one: string, other: string): boolean => one === other || !(isAdministrator(one) || isAdministrator(other));
