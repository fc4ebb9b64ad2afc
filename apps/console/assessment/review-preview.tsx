import { useEffect, useState, type RefObject } from 'react';
import { Told } from '../frame/page-states.js';
import { useTexts } from '../language/texts.js';
import { ask, type ReplyOf } from '../server/ask.js';
import { toldOf, type Problem } from '../server/problems.js';
import { ChangesTable } from './changes-table.js';
import { reviewTexts } from './review-texts.js';
import { mark } from '../show/punctuation.js';

type Effect = ReplyOf<'GET /rounds/:round/results/:unit/reviews/:request/preview'>;

/** The preview that was last shown: a decision names its log position. */
export interface Previewed {
  readonly position: number;
}

const quietMs = 400;

/** Everybody whom the decision would move, as one types; nothing is recorded. */
export function Preview({ review, scheme, values, previewed }: {
  readonly review: { readonly round: string; readonly unit: string; readonly request: string };
  readonly scheme: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly previewed: RefObject<Previewed | undefined>;
}) {
  const t = useTexts(reviewTexts);
  const [effect, setEffect] = useState<Effect>();
  const [problem, setProblem] = useState<Problem>();
  const { outcome } = values;
  const delta = String(values['delta'] ?? '');
  const node = values['node'] === undefined ? undefined : String(values['node']);
  const { round, unit, request } = review;
  useEffect(() => {
    setEffect(undefined);
    setProblem(undefined);
    previewed.current = undefined;
    if (outcome !== 'corrected' || !/^-?\d+(\.\d+)?$/.test(delta)) return;
    const timer = setTimeout(() => {
      ask('GET /rounds/:round/results/:unit/reviews/:request/preview', { path: { round, unit, request }, query: { delta, ...(node ? { node } : {}) } })
        .then((shown) => { previewed.current = shown; setEffect(shown); })
        .catch((error: unknown) => setProblem(toldOf(error)));
    }, quietMs);
    return () => clearTimeout(timer);
  }, [outcome, delta, node, round, unit, request]);

  if (outcome === 'upheld') return <>{t('uphold')}</>;
  if (outcome === 're-check') return <>{t('recheck')}</>;
  if (outcome !== 'corrected') return <>{t('previewHint')}</>;
  return (
    <div aria-live="polite">
      <strong>{t('preview')}</strong>
      {problem && <Told problem={problem} />}
      {!effect && !problem && <p>{t('previewHint')}</p>}
      {effect && (
        <>
          <p>{t('room', { obtained: effect.node.obtained ?? '—', possible: effect.node.possible ?? '—' })}{mark.semicolon}{effect.others.length > 0 ? t('others', { count: effect.others.length }) : t('noOthers')}</p>
          <ChangesTable scheme={scheme} rows={[{ unit, ...effect.effect }, ...effect.others]} />
        </>
      )}
    </div>
  );
}
