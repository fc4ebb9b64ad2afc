import { To } from '../../frame/address.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { Fact, Facts } from '../../show/facts.js';
import { Position } from '../../show/signs.js';
import type { Explanation } from './explanation.js';
import { explainTexts } from './explain-texts.js';

/** Scheme, engine, moment and fingerprints: what somebody needs to count the score again. */
export function Basis({ explanation }: { readonly explanation: Explanation }) {
  const t = useTexts(explainTexts);
  const { say } = useLanguage();
  const { sheet, hash, also, checkpoint, unproven, grounds } = explanation;
  const { scheme, total } = sheet;
  const published = also.find(({ what }) => what === 'scheme')?.position;
  return (
    <Facts>
      <Fact label={t('scheme')}><To href={`/schemes/${scheme.id}`}>{t('schemeVersion', { title: say(scheme.title), version: scheme.version })}</To> {published !== undefined && <Position at={published} />}</Fact>
      <Fact label={t('schemeHash')}><code className="scores-hash">{scheme.hash}</code></Fact>
      <Fact label={t('engine')}>{sheet.engineVersion}</Fact>
      {sheet.asKnownAt !== null && <Fact label={t('knownAt')}><Position at={sheet.asKnownAt}>{t('knownAtPosition', { position: sheet.asKnownAt })}</Position></Fact>}
      {sheet.monthsElapsed !== null && <Fact label={t('months')}>{sheet.monthsElapsed}</Fact>}
      <Fact label={t('rounding')}>{t(`round-${total.rounding.mode}` as 'round-down', { places: total.rounding.places })}{total.rounding.applies === 'leaf' && t('leafToo')}</Fact>
      <Fact label={t('hash')}><code className="scores-hash">{hash}</code></Fact>
      {checkpoint && <Fact label={t('checkpoint')}>{t('checkpointText', { size: checkpoint.size, root: checkpoint.root.slice(0, 16) })} · {unproven.length === 0 ? t('allSealed', { count: grounds.length }) : t('someUnsealed', { count: unproven.length })} <To href="/audit/proof" className="no-print">{t('prove')}</To></Fact>}
    </Facts>
  );
}
