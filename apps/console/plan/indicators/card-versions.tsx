import { texts, useTexts } from '../../language/texts.js';
import { Instant, Position } from '../../show/signs.js';
import { planTexts } from '../plan-texts.js';
import { cardTexts, useCardText, type CardField } from './card-lines.js';
import type { Indicator } from './card-paper.js';

const versionTexts = texts('plan-card-versions', {
  version: ['第 {version} 版', 'Version {version}'],
  first: ['首次确定', 'First defined'],
  changed: ['本次修订', 'What changed'],
  one: ['只有一版，未修订过。', 'There is one version; it was never revised.'],
  field: ['项目', 'Field'],
  before: ['原为', 'Before'],
  after: ['改为', 'After'],
});

/** Every version of a card, newest first: what it changed, by which document. */
export function CardVersions({ indicator }: { readonly indicator: Indicator }) {
  const t = useTexts(versionTexts);
  const p = useTexts(planTexts);
  const c = useTexts(cardTexts);
  const text = useCardText();
  const newestFirst = [...indicator.versions].reverse();
  return (
    <>
      {newestFirst.map((version) => {
        const before = indicator.versions.find((one) => one.version === version.version - 1);
        const changed = version.changed.filter((name): name is CardField => name in cardTexts.table);
        return (
          <section key={version.version} className="card">
            <h2>{t('version', { version: version.version })}{before ? '' : ` · ${t('first')}`}</h2>
            <p className="plan-soft">
              <Instant at={version.recordedAt} /> · {version.by} · <Position at={version.position} />
              {version.document && <> · {p('document', { document: version.document })}</>}
              {version.reason && <> · {p('labelled', { label: p('reason') })}{version.reason}</>}
            </p>
            {before && (
              <table className="plain-table">
                <caption className="sr-only">{t('changed')}</caption>
                <thead><tr><th scope="col">{t('field')}</th><th scope="col">{t('before')}</th><th scope="col">{t('after')}</th></tr></thead>
                <tbody>{changed.map((field) => <tr key={field}><th scope="row">{c(field)}</th><td><del>{text(before.card, field) || p('none')}</del></td><td><ins>{text(version.card, field) || p('none')}</ins></td></tr>)}</tbody>
              </table>
            )}
          </section>
        );
      })}
      {newestFirst.length === 1 && <p className="plan-soft">{t('one')}</p>}
    </>
  );
}
