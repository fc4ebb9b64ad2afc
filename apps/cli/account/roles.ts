import type { Bilingual } from '#engine/kernel';
import type { CommandSpec } from '../command-line/command.js';
import { inLanguage, rowsTable, type ListColumn } from '../command-line/listing.js';
import { viewCommand } from '../command-line/view.js';

interface Role {
  readonly code: string;
  readonly title: Bilingual;
  readonly purpose: Bilingual;
}

const columns: readonly ListColumn<Role>[] = [
  { head: { zh: '编码', en: 'Code' }, of: ({ code }) => code },
  { head: { zh: '角色', en: 'Role' }, of: ({ title }, call) => inLanguage(title, call) },
  { head: { zh: '职责', en: 'Purpose' }, wrap: true, of: ({ purpose }, call) => inLanguage(purpose, call) },
];

/** The roles there are, and what each is for. */
export const roles: CommandSpec = viewCommand<readonly Role[]>({
  path: 'users roles', summary: { zh: '角色目录', en: 'Catalogue of roles' }, from: '/roles', moments: false, text: (found, call) => rowsTable(call, columns, found),
});
