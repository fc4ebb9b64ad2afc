import { deliveryWords, dossierStatusWords } from '../../words/cadre-words.js';
import { useTexts } from '../language/texts.js';
import { isDecimal, rounded } from '../scores/decimals.js';
import { useWord } from '../show/facts.js';
import { Figure, Light, Missing, type LightColour } from '../show/signs.js';
import { cadreTexts } from './cadre-texts.js';

const statusColours: Readonly<Record<string, LightColour>> = { prepared: 'grey', dispatched: 'blue', acknowledged: 'green', rejected: 'red', superseded: 'grey' };
const deliveryColours: Readonly<Record<string, LightColour>> = { none: 'grey', waiting: 'yellow', offered: 'blue', taken: 'green' };

/** How a dossier stands: shape, colour and word. */
export function DossierStatus({ status }: { readonly status: string }) {
  const word = useWord();
  return <Light colour={statusColours[status] ?? 'grey'} word={word(dossierStatusWords, status)} />;
}

/** How far a dossier has come to its receiver. */
export function DeliverySign({ delivery, status }: { readonly delivery: string; readonly status: string }) {
  const word = useWord();
  // Whoever sent a receipt has it, by whatever way it came.
  if (delivery !== 'taken' && (status === 'acknowledged' || status === 'rejected')) return <Missing />;
  return <Light colour={deliveryColours[delivery] ?? 'grey'} word={word(deliveryWords, delivery)} />;
}

/** A rank among n. */
export function Rank({ rank, of }: { readonly rank: number | null; readonly of: number }) {
  const t = useTexts(cadreTexts);
  return rank === null ? <Missing /> : <span className="figure">{t('rankOf', { rank, of })}</span>;
}

/** Points to two decimals, so that they stand below each other; the exact text on hover. */
export function Points({ value }: { readonly value: string | null }) {
  if (value === null) return <Missing />;
  return <span title={value}><Figure value={isDecimal(value) ? rounded(value, 2) : value} /></span>;
}
