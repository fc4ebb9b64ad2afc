import { RedoOutlined, UndoOutlined } from '@ant-design/icons';
import { Alert, Button, Checkbox, Select, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import { useReceipt } from '../../acts/receipt.js';
import { useAct } from '../../acts/use-act.js';
import { useWhyNot } from '../../acts/act-button.js';
import { To } from '../../frame/address.js';
import { Nothing, Told } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import type { Receipt } from '../../server/ask.js';
import { useView } from '../../server/views.js';
import { useCards } from '../indicators.js';
import { ChecksCount, ChecksView, problemText } from '../schemes/checks-view.js';
import { PublishButton, type SchemePage } from '../schemes/scheme-acts.js';
import { useChecks, type Checks, type Finding } from '../schemes/scheme-checks.js';
import { everyNode, type NodePath, type SchemeContent, type SchemeGroup } from '../schemes/scheme-content.js';
import { editorTexts, schemeTexts } from '../schemes/scheme-texts.js';
import { EditorFields } from './editor-context.js';
import { useOptionsOf } from './editor-options.js';
import { BasicsForm, RulesForm } from './group-forms.js';
import { JsonPanel } from './json-panel.js';
import { NodeForm } from './node-form.js';
import type { Schema } from './schema.js';
import { Wide } from '../../frame/wide.js';
import { TreeEditor } from './tree-editor.js';
import { useEditing, type Editing } from './use-editing.js';

const parts = ['tree', 'rules', 'basics'] as const;
type PartName = (typeof parts)[number];

/** Where one works: part, group, item. */
interface Place {
  readonly part: PartName;
  readonly group: number;
  readonly node: NodePath;
}

/** The place in the editor of a finding (`group/code`) or a problem (`groups.0.tree.children.1.points`). */
export function placeOf(content: SchemeContent, place: string, kind: 'finding' | 'problem'): Place {
  if (kind === 'finding') {
    const [groupCode, code] = place.split('/');
    const group = Math.max(0, content.groups.findIndex((one) => one.code === groupCode));
    const node = code === undefined ? undefined : everyNode(content.groups[group]!.tree).find((one) => one.node.code === code);
    return { part: code === undefined || node ? 'tree' : 'rules', group, node: node?.path ?? [] };
  }
  const keys = place.split('.');
  if (keys[0] !== 'groups') return { part: 'basics', group: 0, node: [] };
  const node = keys.flatMap((key, index) => (keys[index - 1] === 'children' ? [Number(key)] : []));
  return { part: keys[2] === 'tree' ? 'tree' : ['code', 'title', 'units', 'scale'].includes(keys[2] ?? '') ? 'basics' : 'rules', group: Number(keys[1] ?? 0), node };
}

/** Saves the draft: a new scheme is drafted, one that is there revised. */
function SaveButton({ code, scheme, editing }: { readonly code: string; readonly scheme: SchemePage | undefined; readonly editing: Editing }) {
  const e = useTexts(editorTexts);
  const { plan } = usePlanYear();
  const show = useReceipt();
  const first = useAct('POST /schemes/:scheme');
  const again = useAct('PUT /schemes/:scheme');
  const whyNot = useWhyNot('POST /schemes/:scheme');
  const save = async () => {
    const input = { path: { scheme: code }, body: { plan, content: editing.content as never } };
    const answer = scheme ? await again.send({ ...input, revision: scheme.revision }) : await first.send(input);
    if (answer === undefined) return;
    editing.saved();
    show(e('save'), answer as Receipt);
  };
  const problem = first.problem ?? again.problem;
  return (
    <>
      <Tooltip title={whyNot}><Button type="primary" ghost loading={first.busy || again.busy} disabled={!editing.unsaved || whyNot !== undefined} onClick={() => void save()}>{e('save')}</Button></Tooltip>
      {problem && <div className="editor-refused"><Told problem={problem} /></div>}
    </>
  );
}

function Head({ code, scheme, editing, checks }: { readonly code: string; readonly scheme: SchemePage | undefined; readonly editing: Editing; readonly checks: Checks | undefined }) {
  const e = useTexts(editorTexts);
  const { say } = useLanguage();
  return (
    <>
      <div className="page-head editor-head">
        <h1>{e('title', { name: say(editing.content.title) })}</h1>
        <span className={editing.unsaved ? 'scores-provisional' : 'hint'} role="status">{editing.unsaved ? `● ${e('unsaved')}` : `✓ ${e('saved')}`}</span>
        <span className="bar-space" />
        {scheme && <To href={`/schemes/${code}`}>{e('back')}</To>}
        <Button icon={<UndoOutlined />} disabled={!editing.undo} onClick={editing.undo}>{e('undo')}</Button>
        <Button icon={<RedoOutlined />} disabled={!editing.redo} onClick={editing.redo}>{e('redo')}</Button>
        <SaveButton code={code} scheme={scheme} editing={editing} />
        <PublishButton scheme={scheme} code={code} checks={checks} unsaved={editing.unsaved} />
      </div>
      {(editing.stale || editing.restored) && <Alert type={editing.stale ? 'warning' : 'info'} showIcon className="spaced" title={editing.stale ? e('stale') : e('restored')} action={scheme && <Button size="small" onClick={editing.drop}>{e('drop')}</Button>} />}
    </>
  );
}

/** The editor: parts at the left, the selected item or the source beside, and what the check says above both. */
export function SchemeEditor({ code, scheme }: { readonly code: string; readonly scheme: SchemePage | undefined }) {
  const e = useTexts(editorTexts);
  const { plan } = usePlanYear();
  const base = (scheme?.draft ?? scheme?.published) as unknown as SchemeContent | undefined;
  const editing = useEditing(code, base, scheme?.revision ?? 0);
  const { data: root } = useView('GET /scheme-schema', {}, { now: true });
  const cards = useCards(plan);
  const { checks } = useChecks(editing?.content);
  if (!editing || !root) return <Nothing>{e('missing')}</Nothing>;
  return <Workplace code={code} scheme={scheme} editing={editing} root={root as Schema} checks={checks} cards={cards} />;
}

function Workplace({ code, scheme, editing, root, checks, cards }: { readonly code: string; readonly scheme: SchemePage | undefined; readonly editing: Editing; readonly root: Schema; readonly checks: Checks | undefined; readonly cards: ReturnType<typeof useCards> }) {
  const e = useTexts(editorTexts);
  const t = useTexts(schemeTexts);
  const { say } = useLanguage();
  const { content, put } = editing;
  const [place, setPlace] = useState<Place>({ part: 'tree', group: 0, node: [] });
  const [source, setSource] = useState(false);
  const optionsOf = useOptionsOf(content, cards);
  const fields = useMemo(() => ({ root, optionsOf, problems: new Map((checks?.problems ?? []).map(({ path, message }) => [path, problemText(message, t)])) }), [root, optionsOf, checks, t]);
  const at = Math.min(place.group, content.groups.length - 1);
  const group = content.groups[at];
  const putGroup = (next: SchemeGroup) => put({ ...content, groups: content.groups.map((one, index) => (index === at ? next : one)) });
  return (
    <EditorFields.Provider value={fields}>
      <Head code={code} scheme={scheme} editing={editing} checks={checks} />
      <section className="card editor-checks" aria-label={e('problems')}>
        <h2>{e('problems')} {checks ? <ChecksCount checks={checks} /> : <small>{t('checking')}</small>}</h2>
        {checks && (checks.findings.length > 0 || checks.problems.length > 0) && <Wide tall><ChecksView checks={checks} content={content} goTo={(where, kind) => setPlace(placeOf(content, where, kind))} /></Wide>}
      </section>
      <div className="editor-bar">
        <nav aria-label={e('parts')} className="scores-tabs">{parts.map((part) => <a key={part} href={`#${part}`} {...(part === place.part ? { 'aria-current': 'page' as const } : {})} onClick={(event) => { event.preventDefault(); setPlace({ ...place, part }); }}>{e(`part-${part}`)}</a>)}</nav>
        {content.groups.length > 1 && place.part !== 'basics' && <Select size="small" aria-label={e('group')} value={at} popupMatchSelectWidth={false} options={content.groups.map(({ title }, index) => ({ value: index, label: say(title) }))} onChange={(next: number) => setPlace({ ...place, group: next, node: [] })} />}
        <Checkbox checked={source} onChange={({ target }) => setSource(target.checked)}>{e('json')}</Checkbox>
      </div>
      <div className={source ? 'editor-split' : undefined}>
        <div>
          {group && place.part === 'tree' && <Items group={group} at={at} place={place} setPlace={setPlace} putGroup={putGroup} checks={checks} cards={cards} stacked={source} />}
          {group && place.part === 'rules' && <RulesForm key={at} group={group} path={`groups.${at}`} onChange={putGroup} />}
          {place.part === 'basics' && <BasicsForm content={content} onChange={put} />}
        </div>
        {source && <JsonPanel content={content} onChange={put} />}
      </div>
    </EditorFields.Provider>
  );
}

function Items({ group, at, place, setPlace, putGroup, checks, cards, stacked }: { readonly group: SchemeGroup; readonly at: number; readonly place: Place; readonly setPlace: (next: Place) => void; readonly putGroup: (next: SchemeGroup) => void; readonly checks: Checks | undefined; readonly cards: ReturnType<typeof useCards>; readonly stacked: boolean }) {
  const path = `groups.${at}.tree`;
  const findings = useMemo(() => {
    const byCode = new Map<string, readonly Finding[]>();
    for (const one of checks?.findings ?? []) {
      const [groupCode, code] = one.path.split('/');
      if (groupCode === group.code && code !== undefined) byCode.set(code, [...(byCode.get(code) ?? []), one]);
    }
    return byCode;
  }, [checks, group.code]);
  const putTree = (tree: SchemeGroup['tree']) => putGroup({ ...group, tree });
  return (
    <div className={stacked ? undefined : 'editor-columns'}>
      <section className="card"><TreeEditor tree={group.tree} path={path} findings={findings} selected={place.node} select={(node) => setPlace({ ...place, node })} onChange={putTree} /></section>
      <section className="card editor-node"><NodeForm tree={group.tree} at={place.node} path={path} onChange={putTree} cards={cards} /></section>
    </div>
  );
}
