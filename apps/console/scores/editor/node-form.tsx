import { useLanguage, useTexts } from '../../language/texts.js';
import type { Card } from '../indicators.js';
import { everyNode, isLeaf, nodeAt, withNode, type Json, type JsonObject, type NodePath, type SchemeNode } from '../schemes/scheme-content.js';
import { editorTexts } from '../schemes/scheme-texts.js';
import { useEditorFields } from './editor-context.js';
import { Fields } from './schema-field.js';
import { resolved } from './schema.js';

/** A new item takes name and code from the indicator chosen for it, as long as it has none of its own. */
function named(next: SchemeNode, before: SchemeNode, tree: SchemeNode, cards: ReadonlyMap<string, Card>): SchemeNode {
  const card = next.indicator === undefined ? undefined : cards.get(next.indicator);
  if (!card || next.indicator === before.indicator || before.title.zh !== editorTexts.table.newLeaf[0]) return next;
  const taken = everyNode(tree).some(({ node }) => node.code === card.code);
  return { ...next, title: card.name, code: taken ? next.code : card.code };
}

/** The selected item with all it has, by the scheme's own schema. */
export function NodeForm({ tree, at, path, onChange, cards }: { readonly tree: SchemeNode; readonly at: NodePath; readonly path: string; readonly onChange: (next: SchemeNode) => void; readonly cards: ReadonlyMap<string, Card> }) {
  const e = useTexts(editorTexts);
  const { say } = useLanguage();
  const { root } = useEditorFields();
  const node = nodeAt(tree, at);
  if (!node) return <p>{e('selectOne')}</p>;
  const group = resolved(root.properties!['groups']!.items!, root);
  const [leaf, branch] = resolved(group.properties!['tree']!, root).anyOf!.map((one) => resolved(one, root));
  const parent = at.length === 0 ? undefined : nodeAt(tree, at.slice(0, -1));
  const unused = parent?.aggregate === 'sum-of-points' ? 'weight' : 'points';
  const skip = ['children', ...(node[unused] === undefined && parent ? [unused] : [])];
  return (
    <>
      <h2>{e('selected', { item: say(node.title) })}</h2>
      <Fields
        key={at.join('.')}
        schema={(isLeaf(node) ? leaf : branch)!}
        value={node as unknown as Json}
        path={[path, ...at.flatMap((index) => ['children', String(index)])].join('.')}
        skip={skip}
        onChange={(next) => onChange(withNode(tree, at, named(next as unknown as JsonObject as unknown as SchemeNode, node, tree, cards)))}
      />
    </>
  );
}
