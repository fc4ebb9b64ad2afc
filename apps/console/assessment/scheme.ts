import { useMemo } from 'react';
import { useLanguage, type Bilingual } from '../language/texts.js';
import { useView } from '../server/views.js';
import { wholeWords } from '../../words/assessment-words.js';

/** The parts of a published scheme that the assessment names things by. */
interface SchemeNode {
  readonly code: string;
  readonly title: Bilingual;
  readonly indicator?: string;
  readonly children?: readonly SchemeNode[];
}
interface Rule {
  readonly code: string;
  readonly kind?: string;
  readonly title: Bilingual;
  readonly points?: string | Readonly<Record<string, string>>;
}
interface SchemeGroup {
  readonly code: string;
  readonly title: Bilingual;
  readonly tree: SchemeNode;
  readonly bands: readonly { readonly code: string; readonly title: Bilingual }[];
  readonly deductions?: { readonly rules: readonly Rule[]; readonly manual?: { readonly allowed: boolean; readonly cap?: string } };
  readonly vetoes?: readonly Rule[];
}

/** A node of a group's tree with how deep it stands. */
export interface NamedNode {
  readonly code: string;
  readonly title: Bilingual;
  readonly depth: number;
  readonly indicator: string | undefined;
}

const nodesOf = (node: SchemeNode, depth = 0): readonly NamedNode[] => [{ code: node.code, title: node.title, depth, indicator: node.indicator }, ...(node.children ?? []).flatMap((child) => nodesOf(child, depth + 1))];

/** Names of a scheme: its title, and those of its groups, items and grades. */
export interface SchemeNames {
  readonly title: string;
  readonly group: (code: string) => string;
  readonly node: (code: string) => string;
  readonly grade: (code: string | null | undefined) => string;
  readonly of: (group: string | undefined) => SchemeGroup | undefined;
  readonly nodes: (group: string | undefined) => readonly NamedNode[];
}

/** Names of the scheme that a round is assessed by; codes while it is not known. */
export function useSchemeNames(scheme: string | undefined): SchemeNames {
  const { data } = useView('GET /schemes/:scheme', { path: { scheme: scheme ?? '' } }, { enabled: scheme !== undefined });
  const { say } = useLanguage();
  return useMemo(() => {
    const groups = ((data?.published as { readonly groups?: readonly SchemeGroup[] } | null | undefined)?.groups ?? []);
    const titles = new Map<string, Bilingual>(groups.flatMap(({ tree }) => nodesOf(tree).map(({ code, title }) => [code, title] as const)));
    const grades = new Map<string, Bilingual>(groups.flatMap(({ bands }) => bands.map(({ code, title }) => [code, title] as const)));
    const of = (code: string | undefined) => groups.find((group) => group.code === code);
    const title = (data?.published as { readonly title?: Bilingual } | null | undefined)?.title;
    return {
      title: title ? say(title) : (scheme ?? ''),
      group: (code) => say(of(code)?.title ?? { zh: code, en: code }),
      node: (code) => say(wholeWords[code] ?? titles.get(code) ?? { zh: code, en: code }),
      grade: (code) => (code ? `${code}${grades.has(code) ? ` ${say(grades.get(code)!)}` : ''}` : '—'),
      of,
      nodes: (code) => { const group = of(code); return group ? nodesOf(group.tree) : []; },
    };
  }, [data, say, scheme]);
}
