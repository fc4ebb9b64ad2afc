import { accumulationWords, comparatorWords, directionWords, frequencyWords, profileWords } from '../../../words/plan-words.js';
import { To } from '../../frame/address.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Fact, Facts, useMeasure, useWord } from '../../show/facts.js';
import { Figure, Unit } from '../../show/signs.js';
import { panelTexts } from './panel-texts.js';
import type { Card, SheetLine } from './sheet-types.js';

/** What a value may be, and what it should be. */
export function LimitsAndTarget({ card, target, expected }: { readonly card: Card; readonly target: SheetLine['target']; readonly expected: string | null }) {
  const t = useTexts(panelTexts);
  const word = useWord();
  const measure = useMeasure();
  const { min, max } = card.range;
  const range = min !== undefined && max !== undefined ? t('between', { min, max }) : min !== undefined ? t('from', { min }) : max !== undefined ? t('to', { max }) : '—';
  const profile = target && (typeof target.profile === 'string' ? word(profileWords, target.profile) : target.profile.join(' / '));
  return (
    <section>
      <h3>{t('limits')}</h3>
      <Facts>
        <Fact label={t('range')}>{range} {measure(card.measurementUnit)}</Fact>
        <Fact label={t('decimals')}>{card.decimals}</Fact>
        <Fact label={t('target')}>{target ? <>{word(comparatorWords, target.comparator)} {target.value !== undefined && <Figure value={target.value} unit={card.measurementUnit} />} {target.qualifier}</> : <span className="missing">{t('noTarget')}</span>}</Fact>
        {expected !== null && <Fact label={t('expected')}><Figure value={expected} unit={card.measurementUnit} /></Fact>}
        {profile && <Fact label={t('profile')}>{profile}</Fact>}
      </Facts>
    </section>
  );
}

/** The definition card 口径卡. */
export function CardFacts({ card, plan }: { readonly card: Card; readonly plan: string }) {
  const t = useTexts(panelTexts);
  const { say } = useLanguage();
  const word = useWord();
  return (
    <details>
      <summary><h3>{t('card')}</h3></summary>
      <Facts>
        {card.definition && <Fact label={t('definition')}>{say(card.definition)}</Fact>}
        {card.formula && <Fact label={t('formula')}>{say(card.formula)}</Fact>}
        <Fact label={t('frequency')}>{word(frequencyWords, card.frequency)} · {word(accumulationWords, card.accumulation)}</Fact>
        <Fact label={t('direction')}>{word(directionWords, card.direction)}</Fact>
        <Fact label={t('verifier')}><Unit code={card.verifier} /></Fact>
        {card.baseline && <Fact label={t('baseline')}>{card.baseline.year} · <Figure value={card.baseline.value} unit={card.measurementUnit} /></Fact>}
        {card.dataSource && <Fact label={t('source')}>{card.dataSource}</Fact>}
        <Fact label={t('lag')}>{t('lagDays', { days: card.releaseLagDays })}</Fact>
        <Fact label={t('quote')}>{card.sourceQuote}</Fact>
        {card.notes && <Fact label={t('notes')}>{card.notes}</Fact>}
      </Facts>
      <p><To href={`/plan/indicators/${card.code}`} data-plan={plan}>{t('fullCard')}</To></p>
    </details>
  );
}
