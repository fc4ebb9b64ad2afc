import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** The repository's root. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

export interface Import {
  /** Path of the importing file from the root, with forward slashes. */
  readonly from: string;
  /** Path of the imported file from the root, or the name of a package or Node module. */
  readonly to: string;
  readonly typeOnly: boolean;
  readonly line: number;
}

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

const skipped = new Set(['node_modules', 'dist', 'results']);

function* filesBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) yield* filesBelow(path);
    } else if (/\.tsx?$/.test(entry.name)) {
      yield path;
    }
  }
}

/** Every TypeScript source below some folders, with its imports resolved. */
export function sourcesOf(...folders: readonly string[]): readonly Source[] {
  return folders.flatMap((folder) => [...filesBelow(join(root, folder))].map(read));
}

function read(file: string): Source {
  const text = readFileSync(file, 'utf8');
  const path = relative(root, file).replaceAll('\\', '/');
  const parsed = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023);
  const imports: Import[] = [];
  for (const statement of parsed.statements) {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
    if (!statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const typeOnly = ts.isImportDeclaration(statement) ? onlyTypes(statement) : statement.isTypeOnly;
    const { line } = parsed.getLineAndCharacterOfPosition(statement.getStart(parsed));
    imports.push({ from: path, to: target(file, statement.moduleSpecifier.text), typeOnly, line: line + 1 });
  }
  return { path, text, imports };
}

function onlyTypes(statement: ts.ImportDeclaration): boolean {
  const clause = statement.importClause;
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return !clause.name && named !== undefined && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every((e) => e.isTypeOnly);
}

/** `#engine/kernel` and relative specifiers become paths from the root; the rest stays as it is. */
function target(file: string, specifier: string): string {
  const room = /^#(engine|domain|apps)\/(.+)$/.exec(specifier);
  if (room) return `${room[1] === 'apps' ? 'apps' : `libs/${room[1]}`}/${room[2]}/index.ts`;
  if (!specifier.startsWith('.')) return specifier;
  return relative(root, resolve(dirname(file), specifier)).replaceAll('\\', '/').replace(/\.js$/, '.ts');
}
