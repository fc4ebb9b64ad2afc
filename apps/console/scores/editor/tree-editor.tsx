import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, FolderAddOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { aggregateWords, methodWords } from '../../../words/scoring-words.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useWord } from '../../show/facts.js';
import { compare, isDecimal, plain } from '../decimals.js';
import type { Finding } from '../schemes/scheme-checks.js';
import { childrenSum, everyNode, freeCode, isLeaf, moved, nodeAt, withChild, withNode, type NodePath, type SchemeNode } from '../schemes/scheme-content.js';
import { editorTexts } from '../schemes/scheme-texts.js';
import { Wide } from '../../frame/wide.js';
import { useEditorFields } from './editor-context.js';

interface TreeProps {
  readonly tree: SchemeNode;
  readonly onChange: (next: SchemeNode) => void;
  readonly selected: NodePath;
  readonly select: (path: NodePath) => void;
  /** Findings of this group, by the code of their node. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Place of the tree in the content. */
  readonly path: string;
}

const pathText = (root: string, path: NodePath): string => [root, ...path.flatMap((index) => ['children', String(index)])].join('.');

/** The tree of items: weights in place, sums that must come out, order, adding and removing. */
export function TreeEditor(props: TreeProps) {
  const e = useTexts(editorTexts);
  return (
    <Wide>
      <table className="plain-table editor-tree">
        <thead><tr><th scope="col">{e('item')}</th><th scope="col" className="right">{e('share')}</th><th scope="col">{e('method')}</th><th scope="col"><span className="sr-only">{e('acts')}</span></th></tr></thead>
        <tbody>{everyNode(props.tree).map(({ node, path }) => <NodeRow key={path.join('.')} node={node} at={path} {...props} />)}</tbody>
      </table>
    </Wide>
  );
}

/** What the children add up to, beside what they should. */
function Sum({ node }: { readonly node: SchemeNode }) {
  const e = useTexts(editorTexts);
  const sum = childrenSum(node);
  if (sum === undefined || !node.children || node.aggregate === 'min') return null;
  const own = node.aggregate === 'sum-of-points' ? node.points : '100';
  const off = own !== undefined && isDecimal(own) && compare(sum, own) !== 0;
  return <div className={off ? 'schemes-warning scores-note' : 'scores-note'}>{off ? `▲ ${e('sumOf', { sum: plain(sum), own: plain(own) })}` : e('sum', { sum: plain(sum) })}</div>;
}

const signs = { error: '■', warning: '▲', hint: '○' } as const;

function NodeRow({ node, at, tree, onChange, selected, select, findings, path }: TreeProps & { readonly node: SchemeNode; readonly at: NodePath }) {
  const e = useTexts(editorTexts);
  const { say } = useLanguage();
  const word = useWord();
  const { problems } = useEditorFields();
  const place = pathText(path, at);
  const title = say(node.title);
  const parent = at.length === 0 ? undefined : nodeAt(tree, at.slice(0, -1));
  const field = parent?.aggregate === 'sum-of-points' ? 'points' : 'weight';
  const found = findings.get(node.code) ?? [];
  const wrong = [...problems].find(([where]) => where === place || (where.startsWith(`${place}.`) && !where.startsWith(`${place}.children`)));
  return (
    <tr className={`${isLeaf(node) ? '' : 'scores-branch'} ${at.join('.') === selected.join('.') ? 'editor-selected' : ''}`}>
      <th scope="row" style={{ paddingLeft: 8 + at.length * 16 }}>
        <button type="button" className="scores-fold" aria-pressed={at.join('.') === selected.join('.')} aria-label={e('choose', { item: title })} onClick={() => select(at)}>{title}</button>
        {found.map(({ code, level, zh, en }) => <div key={code + zh} className={`schemes-${level} scores-note editor-told`}>{signs[level]} {say({ zh, en })}</div>)}
        {wrong && <div className="schemes-error scores-note editor-told">■ {wrong[1]}</div>}
      </th>
      <td className="right">
        {parent && parent.aggregate !== 'min' ? <Input size="small" className="scores-number" inputMode="decimal" aria-label={e('shareOf', { item: title })} value={(node[field] as string | undefined) ?? ''} {...(problems.has(`${place}.${field}`) ? { status: 'error' as const } : {})} onChange={({ target }) => onChange(withNode(tree, at, shareOf(node, field, target.value.trim())))} /> : (node.points ?? node.weight)}
        <Sum node={node} />
      </td>
      <td>{node.method ? word(methodWords, node.method.type) : word(aggregateWords, node.aggregate ?? '')}</td>
      <td className="editor-acts"><NodeActs node={node} at={at} tree={tree} onChange={onChange} select={select} title={title} /></td>
    </tr>
  );
}

/** A node with another share; points and weight are never both given. */
function shareOf(node: SchemeNode, field: 'points' | 'weight', value: string): SchemeNode {
  const { points: _p, weight: _w, ...rest } = node;
  return value === '' ? (rest as SchemeNode) : ({ ...rest, [field]: value } as SchemeNode);
}

function NodeActs({ node, at, tree, onChange, select, title }: Pick<TreeProps, 'tree' | 'onChange' | 'select'> & { readonly node: SchemeNode; readonly at: NodePath; readonly title: string }) {
  const e = useTexts(editorTexts);
  const share = node.aggregate === 'sum-of-points' ? { points: '0' } : { weight: '0' };
  const both = (key: 'newLeaf' | 'newBranch') => ({ zh: editorTexts.table[key][0], en: editorTexts.table[key][1] });
  const add = (child: SchemeNode) => {
    onChange(withChild(tree, at, child));
    select([...at, node.children?.length ?? 0]);
  };
  const leaf = (): SchemeNode => ({ code: freeCode(tree, 'item'), title: both('newLeaf'), indicator: '', ...share, method: { type: 'completion-ratio', target: { from: 'target' } } });
  const branch = (): SchemeNode => ({ code: freeCode(tree, 'branch'), title: both('newBranch'), ...share, aggregate: 'sum-of-points', children: [] });
  const button = (key: 'up' | 'down' | 'addLeaf' | 'addBranch' | 'remove', icon: React.ReactNode, act: () => void) => <Button type="text" size="small" icon={icon} aria-label={e(key, { item: title })} title={e(key, { item: title })} onClick={act} />;
  return (
    <>
      {!isLeaf(node) && button('addLeaf', <PlusOutlined />, () => add(leaf()))}
      {!isLeaf(node) && button('addBranch', <FolderAddOutlined />, () => add(branch()))}
      {at.length > 0 && button('up', <ArrowUpOutlined />, () => onChange(moved(tree, at, -1)))}
      {at.length > 0 && button('down', <ArrowDownOutlined />, () => onChange(moved(tree, at, 1)))}
      {at.length > 0 && button('remove', <DeleteOutlined />, () => { onChange(withNode(tree, at, undefined)); select(at.slice(0, -1)); })}
    </>
  );
}
