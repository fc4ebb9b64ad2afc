import { Button } from 'antd';
import { Fragment, useState } from 'react';
import { aggregateWords } from '../../../words/scoring-words.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Figure, Light } from '../../show/signs.js';
import { useWord } from '../../show/facts.js';
import { percent, plain, rounded } from '../decimals.js';
import type { Card } from '../indicators.js';
import type { SheetNode } from '../sheet.js';
import { Wide } from '../../frame/wide.js';
import { explainTexts } from './explain-texts.js';
import { useFormula } from './formula.js';
import { LeafDetail, type Grounds } from './leaf-detail.js';

const every = (node: SheetNode): readonly string[] => [node.code, ...(node.children ?? []).flatMap(every)];

interface TreeInput {
  readonly tree: SheetNode;
  readonly places: number;
  readonly grounds: Grounds;
  readonly cards: ReadonlyMap<string, Card>;
}

/** The whole calculation as a tree: branches fold, leaves open to their formula and the records they stand on. */
export function NodeTree({ tree, places, grounds, cards }: TreeInput) {
  const t = useTexts(explainTexts);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => new Set([tree.code]));
  const all = every(tree);
  const toggle = (code: string) => setOpen((before) => new Set(before.has(code) ? [...before].filter((one) => one !== code) : [...before, code]));
  const unfolded = open.size === all.length;
  return (
    <>
      <p className="no-print"><Button size="small" onClick={() => setOpen(new Set(unfolded ? [tree.code] : all))}>{unfolded ? t('fold') : t('unfold')}</Button></p>
      <Wide>
        <table className="plain-table scores-tree">
          <thead>
            <tr><th scope="col">{t('item')}</th><th scope="col" className="right">{t('weight')}</th><th scope="col" className="right">{t('possible')}</th><th scope="col" className="right">{t('rate')}</th><th scope="col" className="right">{t('points')}</th><th scope="col" className="right">{t('lost')}</th><th scope="col">{t('method')}</th></tr>
          </thead>
          <tbody><NodeRows node={tree} depth={0} open={open} toggle={toggle} places={places} grounds={grounds} cards={cards} /></tbody>
        </table>
      </Wide>
    </>
  );
}

interface RowsInput extends Omit<TreeInput, 'tree'> {
  readonly node: SheetNode;
  readonly depth: number;
  readonly open: ReadonlySet<string>;
  readonly toggle: (code: string) => void;
}

function NodeRows({ node, depth, open, toggle, ...rest }: RowsInput) {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  const word = useWord();
  const formula = useFormula();
  const unfolded = open.has(node.code);
  const cut = (value: string | null) => (value === null ? <span className="missing">—</span> : <span title={value}><Figure value={plain(rounded(value, rest.places))} /></span>);
  const { leaf } = node;
  return (
    <>
      <tr className={leaf ? undefined : 'scores-branch'}>
        <th scope="row" style={{ paddingLeft: 8 + depth * 18 }}>
          <button type="button" className="scores-fold" aria-expanded={unfolded} aria-label={t(unfolded ? 'close' : 'open', { item: say(node.title) })} onClick={() => toggle(node.code)}><span aria-hidden="true" className="no-print">{unfolded ? '▾' : '▸'}</span> {say(node.title)}</button>
        </th>
        <td className="right">{node.weightIs === 'weight' ? t('weightIsWeight', { weight: plain(node.weight) }) : <Figure value={plain(node.weight)} />}</td>
        <td className="right">{cut(node.possible)}</td>
        <td className="right">{node.rate === null ? <span className="missing">—</span> : <Figure value={plain(percent(node.rate, 2))} />}</td>
        <td className="right"><strong>{cut(node.contribution)}</strong></td>
        <td className="right">{cut(node.lost)}</td>
        <td>{leaf ? (node.rate === null ? <Light colour="grey" word={leaf.reason ? say(leaf.reason) : say(leaf.treatment)} /> : <>{say(leaf.method.title)}{leaf.reason && <div className="scores-note">{say(leaf.reason)}</div>}{leaf.provisional && <div className="scores-note scores-provisional">◷ {t('provisionalShort')}</div>}</>) : word(aggregateWords, node.aggregate ?? '')}</td>
      </tr>
      {unfolded && leaf && <tr><td colSpan={7} style={{ paddingLeft: 26 + depth * 18 }}><LeafDetail node={node} grounds={rest.grounds} cards={rest.cards} /></td></tr>}
      {unfolded && !leaf && node.formula && <tr><td colSpan={7} className="scores-formula" style={{ paddingLeft: 26 + depth * 18 }}>{formula(node.formula)}</td></tr>}
      {unfolded && !leaf && node.children?.map((child) => <Fragment key={child.code}><NodeRows node={child} depth={depth + 1} open={open} toggle={toggle} {...rest} /></Fragment>)}
    </>
  );
}
