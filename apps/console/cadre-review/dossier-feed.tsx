import { Button } from 'antd';
import { useState } from 'react';
import { receiptOutcomeWords } from '../../words/cadre-words.js';
import { To } from '../frame/address.js';
import { instantText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { save } from '../lists/files.js';
import { toldOf } from '../server/problems.js';
import { useAsk, useView } from '../server/views.js';
import { Fact, Facts, useWord } from '../show/facts.js';
import { Instant, Missing, Position } from '../show/signs.js';
import type { DossierReply } from './cadre-forms.js';
import { DeliverySign } from './cadre-signs.js';
import { cadreTexts } from './cadre-texts.js';

interface Given {
  readonly dossier: DossierReply;
}

/** From prepared to handed over to the receipt, and the other versions. */
export function FeedCard({ dossier }: Given) {
  const t = useTexts(cadreTexts);
  const word = useWord();
  const { dispatched, settled, delivery } = dossier;
  return (
    <section className="card">
      <h2>{t('feed')}</h2>
      <Facts>
        <Fact label={t('number')}>{dossier.number}</Fact>
        <Fact label={t('prepared')}><Instant at={dossier.preparedAt} /> · {dossier.preparedBy}</Fact>
        <Fact label={t('dispatched')}>{dispatched ? <><Instant at={dispatched.at} position={dispatched.position} /> · {dispatched.by} · <Position at={dispatched.position} />{dispatched.replaces !== null && <> · {t('replaces', { version: dispatched.replaces })}</>}</> : <Missing />}</Fact>
        <Fact label={t('delivery')}><DeliverySign delivery={delivery} status={dossier.status} /></Fact>
        <Fact label={t('receipt')}>{settled ? <><strong>{word(receiptOutcomeWords, settled.outcome)}</strong> · {settled.receiver} · <Instant at={settled.at} /></> : <Missing />}</Fact>
        {settled?.reason && <Fact label={t('why')}><span className="late">{settled.reason}</span></Fact>}
      </Facts>
      <Versions dossier={dossier} />
    </section>
  );
}

function Versions({ dossier: { round, unit, version } }: Given) {
  const t = useTexts(cadreTexts);
  const { data } = useView('GET /cadre-review/dossiers', { query: { round, unit, versions: 'all', limit: 50 } });
  const others = (data?.items ?? []).filter((one) => one.version !== version);
  if (others.length === 0) return null;
  return <p>{t('versions')}{others.map((one) => <span key={one.version}><To href={`/cadre-review/dossiers/${round}/${unit}/${one.version}`}>{t('versionNo', { version: one.version })}</To> </span>)}</p>;
}

/** Fingerprints that tie the dossier to the log, and the signed document to take away. */
export function Integrity({ dossier }: Given) {
  const t = useTexts(cadreTexts);
  const { integrity } = dossier.content;
  const { dispatched } = dossier;
  return (
    <section className="card">
      <h2>{t('integrity')}</h2>
      <p className="cadre-soft">{t('integrityHint')}</p>
      <Facts>
        {dispatched && <Fact label={t('hash')}><code>{dispatched.hash}</code></Fact>}
        {dispatched && <Fact label={t('kid')}><code>{dispatched.kid}</code></Fact>}
        <Fact label={t('roundHash')}><code>{integrity.roundHash}</code></Fact>
        <Fact label={t('sheetHash')}><code>{integrity.sheetHash}</code></Fact>
        <Fact label={t('schemeHash')}><code>{integrity.schemeHash}</code></Fact>
        <Fact label={t('engine')}>{integrity.engineVersion} · {t('run')} {integrity.run}</Fact>
        <Fact label={t('frozenAt')}><Position at={integrity.frozenAt} /></Fact>
        <Fact label={t('resultAt')}><Position at={integrity.position} /></Fact>
      </Facts>
      {dispatched && <Download hash={dispatched.hash} name={`${dossier.dossier}.v${dossier.version}`} />}
    </section>
  );
}

/** Hands the signed document over as it is kept: a JWS that anybody verifies with the public key. */
function Download({ hash, name }: { readonly hash: string; readonly name: string }) {
  const t = useTexts(cadreTexts);
  const { say } = useLanguage();
  const ask = useAsk();
  const { language } = useLanguage();
  const [problem, setProblem] = useState<string>();
  const [redacted, setRedacted] = useState<string | null>(null);
  const run = () =>
    ask('GET /cadre-review/documents/:hash', { path: { hash } }, { forExport: true })
      .then(({ jws, redactedAt }) => (setProblem(undefined), setRedacted(redactedAt), save(new Blob([jws], { type: 'application/jose' }), `${name}.jws`)))
      .catch((error: unknown) => setProblem(say(toldOf(error).text.title)));
  return <p className="no-print"><Button onClick={() => void run()}>{t('download')}</Button> {problem && <span className="late">{problem}</span>}{redacted && t('redacted', { at: instantText(redacted, language) })}</p>;
}
