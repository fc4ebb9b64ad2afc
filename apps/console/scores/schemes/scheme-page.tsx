import { Button, Radio } from 'antd';
import { useState } from 'react';
import { To, useAddress } from '../../frame/address.js';
import { Answer } from '../../frame/page-states.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Instant, Position } from '../../show/signs.js';
import { TraceButton } from '../../trace/trace-button.js';
import { usePageSubject } from '../../trace/trace.js';
import '../scores.css';
import { Wide } from '../../frame/wide.js';
import { ChecksView } from './checks-view.js';
import { NewScheme } from './new-scheme.js';
import { PublishButton, WithdrawButton, type SchemePage as Scheme } from './scheme-acts.js';
import { useChecks } from './scheme-checks.js';
import { SchemeCompare } from './scheme-compare.js';
import type { SchemeContent } from './scheme-content.js';
import { schemeTexts } from './scheme-texts.js';
import { SchemeView } from './scheme-view.js';
import { useSchemeState } from './schemes-page.js';
import { useVersionContents } from './version-contents.js';

const tabs = ['content', 'checks', 'versions', 'compare'] as const;

function Versions({ scheme }: { readonly scheme: Scheme }) {
  const t = useTexts(schemeTexts);
  return (
    <Wide>
      <table className="plain-table">
        <thead><tr><th scope="col">{t('versionNo')}</th><th scope="col">{t('year')}</th><th scope="col">{t('document')}</th><th scope="col">{t('publishedAt')}</th><th scope="col">{t('record')}</th><th scope="col">{t('hash')}</th></tr></thead>
        <tbody>
          {[...scheme.versions].reverse().map(({ version, year, document, publishedAt, position, hash }) => (
            <tr key={version}><th scope="row">{t('versionOf', { version })}</th><td>{year}</td><td>{document}</td><td><Instant at={publishedAt} position={position} /></td><td><Position at={position} /></td><td><code className="scores-hash">{hash}</code></td></tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

function Compare({ scheme }: { readonly scheme: Scheme }) {
  const t = useTexts(schemeTexts);
  const versions = useVersionContents(scheme);
  const contents = [
    ...versions.map(({ version, content }) => ({ key: `v${version}`, label: t('versionOf', { version }), content })),
    ...(scheme.draft ? [{ key: 'draft', label: t('draft'), content: scheme.draft as unknown as SchemeContent }] : []),
  ];
  return <SchemeCompare contents={contents} />;
}

function Checked({ content }: { readonly content: SchemeContent }) {
  const t = useTexts(schemeTexts);
  const { checks } = useChecks(content);
  return checks ? <ChecksView checks={checks} content={content} /> : <p className="scores-hint">{t('checking')}</p>;
}

/** The shown part of a scheme, of what is published or of the draft. */
function Part({ scheme, tab }: { readonly scheme: Scheme; readonly tab: (typeof tabs)[number] }) {
  const t = useTexts(schemeTexts);
  const { params, put } = useAddress();
  const both = scheme.published !== null && scheme.draft !== null;
  const which = both ? (params.get('of') ?? 'draft') : scheme.published ? 'published' : 'draft';
  const content = (which === 'published' ? scheme.published : scheme.draft) as unknown as SchemeContent;
  if (tab === 'versions') return <section className="card"><Versions scheme={scheme} /></section>;
  if (tab === 'compare') return <section className="card"><Compare scheme={scheme} /></section>;
  return (
    <>
      {both && <div className="spaced"><Radio.Group size="small" aria-label={t('showing')} value={which} optionType="button" options={(['published', 'draft'] as const).map((value) => ({ value, label: t(value) }))} onChange={({ target }) => put({ of: target.value as string }, { replace: true })} /></div>}
      {tab === 'content' ? <SchemeView content={content} /> : <section className="card"><Checked content={content} /></section>}
    </>
  );
}

function Body({ scheme }: { readonly scheme: Scheme }) {
  const t = useTexts(schemeTexts);
  const { say } = useLanguage();
  const { params, put, go } = useAddress();
  const { may } = usePermissions();
  const state = useSchemeState();
  const [copying, setCopying] = useState(false);
  const { checks } = useChecks((scheme.draft as unknown as SchemeContent | null) ?? undefined);
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'content';
  const title = ((scheme.published ?? scheme.draft) as unknown as SchemeContent).title;
  return (
    <>
      <div className="page-head">
        <h1>{say(title)}</h1><span className="schemes-state">{state(scheme)}</span>
        <span className="bar-space" />
        <span className="scheme-acts">
        {may('POST /schemes/:scheme') && <Button onClick={() => go(`/schemes/${scheme.scheme}/edit`)}>{scheme.draft ? t('edit') : t('revise')}</Button>}
        {may('POST /schemes/:scheme') && <Button onClick={() => setCopying(true)}>{t('copy')}</Button>}
        {scheme.draft && <PublishButton scheme={scheme} code={scheme.scheme} checks={checks} />}
        {scheme.status === 'published' && <WithdrawButton scheme={scheme} />}
        </span>
      </div>
      <p className="scores-basis">{scheme.scheme}{scheme.version > 0 && ` · ${t('versionOf', { version: scheme.version })} · ${scheme.year} · ${scheme.document}`} <TraceButton subject={{ kind: 'scheme', key: scheme.scheme }} /> · <To href="/schemes">{t('title')}</To></p>
      <nav aria-label={t('tabs')} className="scores-tabs schemes-tabs">
        {tabs.map((one) => <a key={one} href={`?tab=${one}`} {...(one === tab ? { 'aria-current': 'page' as const } : {})} onClick={(event) => { event.preventDefault(); put({ tab: one === 'content' ? undefined : one }, { replace: true }); }}>{t(`tab-${one}`)}</a>)}
      </nav>
      <Part scheme={scheme} tab={tab} />
      {copying && <NewScheme from={scheme.scheme} onClose={() => setCopying(false)} />}
    </>
  );
}

/** One scheme: what it says, whether its set-up is sound, its versions and what changed between them. */
export default function SchemePage({ scheme }: { readonly scheme: string }) {
  const view = useView('GET /schemes/:scheme', { path: { scheme } });
  usePageSubject({ kind: 'scheme', key: scheme });
  return <Answer view={view}>{(found) => <Body scheme={found} />}</Answer>;
}
