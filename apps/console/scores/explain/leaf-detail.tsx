import { useLanguage, useTexts } from '../../language/texts.js';
import { EvidenceFile } from '../../acts/evidence-input.js';
import { Figure, Instant, Period, Position } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import type { Card } from '../indicators.js';
import type { SheetInput, SheetNode } from '../sheet.js';
import { Wide } from '../../frame/wide.js';
import type { Explanation, Ground } from './explanation.js';
import { explainTexts } from './explain-texts.js';
import { useFormula } from './formula.js';

/** Records a score stands on, and the checkpoint that seals them. */
export interface Grounds {
  readonly at: ReadonlyMap<number, Ground>;
  readonly checkpoint: Explanation['checkpoint'];
}

/** What a number of a sheet is called; others than the unit's own by the code they belong to. */
export function useInputName(cards: ReadonlyMap<string, Card>): (name: string) => string {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  return (name) => {
    const [kind = '', code = ''] = name.split(':');
    const key = `name-${kind}`;
    if (!(key in explainTexts.table)) return name;
    return t(key as 'name-count', { code: cards.has(code) ? say(cards.get(code)!.name) : code });
  };
}

function Sealed({ ground, checkpoint }: { readonly ground: Ground | undefined; readonly checkpoint: Grounds['checkpoint'] }) {
  const t = useTexts(explainTexts);
  if (!ground) return <span className="missing">—</span>;
  if (!ground.matches) return <span className="late">■ {t('unequal')}</span>;
  return ground.proof && checkpoint ? <span className="scores-up">✓ {t('sealed', { size: ground.proof.size })}</span> : <span className="missing">○ {t('unsealed')}</span>;
}

/** The record a number came from: what it is, who made it, and the way to it and its proof. */
function Source({ input, ground }: { readonly input: SheetInput; readonly ground: Ground | undefined }) {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  if (input.position === undefined) return <span className="missing">—</span>;
  return (
    <>
      <Position at={input.position}>{ground ? t('byPerson', { title: say(ground.title), person: ground.person }) : t('nodes', { position: input.position })}</Position>
      {ground && <div className="scores-note"><Instant at={ground.recordedAt} position={ground.position} /> · #{input.position}{ground.authority && ` · ${ground.authority}`}</div>}
      {ground?.related.map((one) => <div key={one.position} className="scores-note"><Position at={one.position}>{t('byPerson', { title: say(one.title), person: one.person })}</Position> <Instant at={one.recordedAt} position={one.position} /></div>)}
      {[...(ground?.evidence ?? []), ...(ground?.related.flatMap(({ evidence }) => evidence) ?? [])].map((sha256) => <EvidenceFile key={sha256} sha256={sha256} />)}
    </>
  );
}

/** One item to the last digit: method, formula with its numbers, what was done to them, and where each came from. */
export function LeafDetail({ node, grounds, cards }: { readonly node: SheetNode; readonly grounds: Grounds; readonly cards: ReadonlyMap<string, Card> }) {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  const nameOf = useInputName(cards);
  const formula = useFormula();
  const leaf = node.leaf!;
  const unit = cards.get(leaf.indicator)?.measurementUnit;
  return (
    <div className="scores-leaf">
      <dl className="fields">
        <div><dt>{t('method')}</dt><dd>{say(leaf.method.title)}</dd></div>
        {node.formula && <div><dt>{t('formula')}</dt><dd className="scores-formula">{formula(node.formula)}</dd></div>}
        <div><dt>{t('treatment')}</dt><dd>{leaf.reason && <>{say(leaf.reason)} → </>}{say(leaf.treatment)}</dd></div>
        {node.notes.length > 0 && <div><dt>{t('notes')}</dt><dd>{node.notes.map((note) => <div key={note.code}>{say(note)}</div>)}</dd></div>}
        {leaf.peers && <div><dt>{t('notes')}</dt><dd>{t('peers', { count: leaf.peers.count, min: leaf.peers.min, max: leaf.peers.max })}{leaf.peers.knownAt !== undefined && t('peersAt', { position: leaf.peers.knownAt })}</dd></div>}
      </dl>
      {leaf.inputs.length === 0 ? <p className="scores-hint">{t('noInputs')}</p> : (
        <Wide>
          <table className="plain-table">
            <caption className="scores-caption">{t('inputs')}</caption>
            <thead><tr><th scope="col">{t('inputName')}</th><th scope="col" className="right">{t('inputValue')}{unit && `${mark.open}${unit}${mark.close}`}</th><th scope="col">{t('inputPeriod')}</th><th scope="col">{t('inputEvent')}</th><th scope="col">{t('inputProof')}</th></tr></thead>
            <tbody>
              {leaf.inputs.map((input, index) => {
                const ground = input.position === undefined ? undefined : grounds.at.get(input.position);
                return (
                  <tr key={`${input.name}-${index}`}>
                    <th scope="row">{nameOf(input.name)}</th>
                    <td className="right"><Figure value={input.name.startsWith('profile') ? input.value.split(/[\s,]+/).join(mark.and) : input.value} />{input.replaces && <div className="scores-note">{t('replaces', { value: input.replaces })}</div>}</td>
                    <td>{input.period ? <Period period={input.period} /> : '—'}</td>
                    <td><Source input={input} ground={ground} /></td>
                    <td><Sealed ground={ground} checkpoint={grounds.checkpoint} /></td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </Wide>
      )}
    </div>
  );
}
