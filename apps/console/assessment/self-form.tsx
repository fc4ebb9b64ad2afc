import { App, Button, Input, Tooltip } from 'antd';
import { useEffect, useId, useMemo, useState } from 'react';
import { actTexts } from '../acts/act-texts.js';
import { EvidenceInput } from '../acts/evidence-input.js';
import { keepDraft, keptDraft } from '../acts/kept-draft.js';
import { useUploading } from '../acts/upload.js';
import { useReceipt } from '../acts/receipt.js';
import { useAct } from '../acts/use-act.js';
import { Told } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { sessionState } from '../server/session.js';
import { Figure, Light } from '../show/signs.js';
import { mark } from '../show/punctuation.js';
import { BonusRows } from './bonus-rows.js';
import { ClaimInput } from './claim-input.js';
import { isEmptyClaim, type Form, type Leaf, type Report } from './claims.js';
import { useCards } from './indicator-names.js';
import { bodyOfDraft, draftOf, emptyDraft, emptyItem, progressOf, sentNodes, withBonus, type ItemDraft, type SelfDraft } from './self-draft.js';
import { placedProblems, standing, type Place } from './self-problems.js';
import { selfTexts } from './self-texts.js';
import { Wide } from '../frame/wide.js';

/** A draft that survives a reload, of this person for this unit and round. */
function useDraft(round: string, unit: string, submitted: SelfDraft) {
  const session = sessionState();
  const key = `zhiheng.draft.${session.is === 'in' ? session.user : ''}.self-assessment.${round}.${unit}`;
  const [draft, setDraft] = useState<SelfDraft | undefined>(() => keptDraft<SelfDraft>(key));
  useEffect(() => {
    if (draft) keepDraft(key, draft);
    else localStorage.removeItem(key);
  }, [draft, key]);
  return { draft: draft ?? submitted, isDraft: draft !== undefined, put: setDraft, discard: () => setDraft(undefined) };
}

/** Whether an item will count, as it is typed. */
function Counting({ leaf, item }: { readonly leaf: Leaf; readonly item: ItemDraft }) {
  const t = useTexts(selfTexts);
  if (leaf.takes === 'marks') return <span className="missing">{t('willMark')}</span>;
  if (isEmptyClaim(item.claim)) return <span className="missing">{t('noClaim')}</span>;
  return item.evidence.length > 0 ? <Light colour="green" word={t('willCount')} /> : <Light colour="yellow" word={t('willNot')} />;
}

function ItemRow({ leaf, item, unit, change, problem }: { readonly leaf: Leaf; readonly item: ItemDraft; readonly unit: string; readonly change: (item: ItemDraft) => void; readonly problem: string | undefined }) {
  const t = useTexts(selfTexts);
  const { say } = useLanguage();
  const card = useCards().get(leaf.indicator);
  const title = say(leaf.title);
  return (
    <tr className={problem ? 'assessment-refused' : undefined}>
      <th scope="row">{title}{problem && <div className="late" role="alert">{problem}</div>}</th>
      <td className="right"><Figure value={leaf.points} /></td>
      <td className="assessment-claim"><ClaimInput leaf={leaf} value={item.claim} label={`${title} ${t('claim')}`} unit={card?.measurementUnit} onChange={(claim) => change({ ...item, claim })} /></td>
      <td><Input.TextArea aria-label={`${title} ${t('note')}`} autoSize={{ minRows: 1, maxRows: 5 }} maxLength={4000} value={item.note ?? ''} onChange={({ target }) => change({ ...item, note: target.value })} /></td>
      <td><EvidenceInput unit={unit} value={item.evidence} onChange={(evidence) => change({ ...item, evidence: evidence ?? [] })} /></td>
      <td><Counting leaf={leaf} item={item} /></td>
    </tr>
  );
}

/** The unit's self-assessment as a form: items, bonuses, report and self-score. */
export function SelfForm({ round, unit, form, report }: { readonly round: string; readonly unit: string; readonly form: Form; readonly report: Report | undefined }) {
  const t = useTexts(selfTexts);
  const { say } = useLanguage();
  const id = useId();
  const { notification } = App.useApp();
  const show = useReceipt();
  const submitted = useMemo(() => (report ? draftOf(report) : emptyDraft), [report]);
  const { draft, isDraft, put, discard } = useDraft(round, unit, submitted);
  const { send, busy, problem } = useAct('POST /rounds/:round/units/:unit/self-assessment');
  const [sent, setSent] = useState<readonly string[]>([]);
  const [changed, setChanged] = useState<ReadonlySet<Place>>(new Set());
  const placed = useMemo(() => standing(placedProblems(problem, sent, say), changed), [problem, sent, say, changed]);
  const change = (next: SelfDraft, ...places: readonly Place[]) => {
    put(next);
    setChanged((before) => new Set([...before, ...places]));
  };
  const progress = progressOf(draft, form);
  const uploading = useUploading() > 0;
  const acts = useTexts(actTexts);
  const lacks = progress.lacks.map((name) => t(`lack_${name}`)).join(mark.and);

  const whyNot = uploading ? acts('waitForUploads') : lacks ? t('lacks', { what: lacks }) : undefined;

  const submit = async () => {
    setSent(sentNodes(draft, form));
    setChanged(new Set());
    const receipt = await send({ path: { round, unit }, body: bodyOfDraft(draft, form) });
    if (!receipt) return;
    discard();
    show(t('done'), receipt);
    if (receipt.notCounting.length > 0) {
      const name = (code: string) => { const leaf = form.leaves.find(({ node }) => node === code); return leaf ? say(leaf.title) : t('bonus', { claim: code }); };
      notification.warning({ title: t('notCounting', { names: receipt.notCounting.map(name).join(mark.and) }), duration: 0 });
    }
  };
  const narrative = (name: 'situation' | 'problems' | 'nextSteps') => (
    <div><label htmlFor={`${id}-${name}`}>{t(name)}</label><Input.TextArea id={`${id}-${name}`} autoSize={{ minRows: 3, maxRows: 14 }} maxLength={20_000} value={draft[name]} onChange={({ target }) => put({ ...draft, [name]: target.value })} /></div>
  );

  return (
    <>
      <section className="card">
        <h2>{t('items')}</h2>
        <p>{t('rule')}</p>
        <Wide label={t('items')}>
          <table className="plain-table assessment-form-table">
            <thead><tr><th scope="col">{t('item')}</th><th scope="col" className="right">{t('points')}</th><th scope="col">{t('claim')}</th><th scope="col">{t('note')}</th><th scope="col">{t('evidence')}</th><th scope="col">{t('counts')}</th></tr></thead>
            <tbody>{form.leaves.map((leaf) => <ItemRow key={leaf.node} leaf={leaf} item={draft.items[leaf.node] ?? emptyItem} unit={unit} problem={placed.items.get(leaf.node)} change={(item) => change({ ...draft, items: { ...draft.items, [leaf.node]: item } }, `item ${leaf.node}`)} />)}</tbody>
          </table>
        </Wide>
      </section>
      <section className="card"><h2>{t('bonuses')}</h2><BonusRows bonuses={draft.bonuses} form={form} unit={unit} problems={placed.bonuses} change={(bonuses) => change({ ...draft, bonuses }, ...draft.bonuses.flatMap((bonus, n) => (bonus === bonuses[n] ? [] : [`bonus ${n}` as const])))} add={() => put(withBonus(draft))} /></section>
      <section className="card">
        <h2>{t('narrative')}</h2>
        <div className="assessment-narrative">
          {narrative('situation')}{narrative('problems')}{narrative('nextSteps')}
          <div><label htmlFor={`${id}-score`}>{t('selfScore', { scale: form.scale })}</label><Input id={`${id}-score`} className="figure-input" inputMode="decimal" style={{ maxWidth: 160 }} value={draft.selfScore} onChange={({ target }) => change({ ...draft, selfScore: target.value.trim() }, 'selfScore')} {...(placed.selfScore ? { status: 'error' as const } : {})} />{placed.selfScore && <div className="late" role="alert">{placed.selfScore}</div>}</div>
        </div>
      </section>
      {placed.rest && <Told problem={placed.rest} />}
      <div className="assessment-bar">
        <p>{t('progress', { filled: progress.filled, of: progress.of })}{progress.unproven > 0 && `${mark.semicolon}${t('unproven', { count: progress.unproven })}`}{lacks && `${mark.semicolon}${t('lacks', { what: lacks })}`}{isDraft && <><br /><small>{t('draft')}</small></>}</p>
        {isDraft && <Button onClick={discard}>{t('discard')}</Button>}
        <Tooltip title={whyNot}><Button type="primary" loading={busy} aria-disabled={whyNot !== undefined} className={whyNot ? 'off' : ''} onClick={() => whyNot === undefined && void submit()}>{t(report ? 'again' : 'submit')}</Button></Tooltip>
      </div>
    </>
  );
}
