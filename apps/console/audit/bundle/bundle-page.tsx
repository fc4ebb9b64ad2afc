import { Button, Form, Input, Progress, Radio, Select } from 'antd';
import { useState } from 'react';
import { Told } from '../../frame/page-states.js';
import { useOwnUnits } from '../../frame/person.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { sizeText, decimalText } from '../../language/format.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { Fact, Facts } from '../../show/facts.js';
import { Position } from '../../show/signs.js';
import { useUnitOptions } from '../../show/unit-names.js';
import { CopyLine } from '../copy-line.js';
import { bundleTexts } from './bundle-texts.js';
import { useDownload, type Download } from './use-download.js';
import '../audit.css';

type Scope = 'everything' | 'unit' | 'result' | 'period' | 'stream';
type Values = Readonly<Partial<Record<'unit' | 'round' | 'period' | 'stream' | 'size' | 'known', string>>>;

const fieldsOf: Readonly<Record<Scope, readonly (keyof Values)[]>> = { everything: [], unit: ['unit'], result: ['round', 'unit'], period: ['period'], stream: ['stream'] };

function Taking({ download, take, cancel }: { readonly download: Download; readonly take: () => void; readonly cancel: () => void }) {
  const t = useTexts(bundleTexts);
  switch (download.is) {
    case 'preparing': return <p role="status">{t('preparing')}</p>;
    case 'failed': return <Told problem={download.problem} />;
    case 'ready': return <div className="effect" role="status"><p>{t('ready', { name: download.name, size: sizeText(download.bytes) })}</p><p className="audit-buttons"><Button type="primary" onClick={take}>{t('download', { size: sizeText(download.bytes) })}</Button><Button onClick={cancel}>{t('cancel')}</Button></p></div>;
    case 'taking': return <div role="status"><p>{t('taking', { done: sizeText(download.done), size: sizeText(download.bytes) })}</p><Progress percent={download.bytes > 0 ? Math.round((download.done / download.bytes) * 100) : 0} aria-label={t('title')} /><Button onClick={cancel}>{t('cancel')}</Button></div>;
    case 'done': return (
      <div className="effect" role="status">
        <p><strong>{t('saved', { name: download.name })}</strong></p>
        {download.facts && (
          <Facts>
            <Fact label={t('events')}>{decimalText(download.facts.events)}</Fact>
            <Fact label={t('span')}>{download.facts.first === null ? '—' : <><Position at={download.facts.first} /> – <Position at={download.facts.last!} /></>}</Fact>
            <Fact label={t('checkpoint')}>{decimalText(download.facts.size)} · <code className="audit-hash">{download.facts.root}</code></Fact>
            {download.facts.withheld && <Fact label={t('withheldLabel')}>{t('withheld')}</Fact>}
          </Facts>
        )}
      </div>
    );
  }
}

function useOptions() {
  const { say } = useLanguage();
  const { may } = usePermissions();
  const { plan } = usePlanYear();
  const own = useOwnUnits();
  const units = useUnitOptions(own);
  const rounds = useView('GET /rounds', { query: { limit: 100 } }, { enabled: may('GET /rounds') });
  const periods = useView('GET /periods', { query: { plan, limit: 100 } }, { enabled: own === 'all' && plan !== '' && may('GET /periods') });
  return { own, plan, units, rounds: (rounds.data?.items ?? []).map(({ round, title }) => ({ value: round, label: say(title) })), periods: (periods.data?.items ?? []).map(({ period }) => ({ value: period, label: period })) };
}

function ScopeForm({ prepare, busy }: { readonly prepare: (query: Record<string, string>) => void; readonly busy: boolean }) {
  const t = useTexts(bundleTexts);
  const { own, plan, units, rounds, periods } = useOptions();
  const scopes: readonly Scope[] = own === 'all' ? ['result', 'unit', 'period', 'stream', 'everything'] : ['result', 'unit'];
  const [scope, setScope] = useState<Scope>('result');
  const required = [{ required: true, message: t('required') }];
  const choices = { unit: units, round: rounds, period: periods };
  const submit = (values: Values) => {
    const given = Object.fromEntries([...fieldsOf[scope], 'size' as const, 'known' as const].map((field) => [field, values[field]?.trim()]).filter(([, value]) => value)) as Record<string, string>;
    prepare({ scope, ...given, ...(scope === 'period' ? { plan } : {}) });
  };
  return (
    <Form<Values> layout="vertical" onFinish={submit} requiredMark={false} className="audit-bundle-form">
      <Form.Item label={t('scope')} htmlFor="bundle-scope">
        <Radio.Group id="bundle-scope" value={scope} onChange={({ target }) => setScope(target.value as Scope)} options={scopes.map((one) => ({ value: one, label: t(`scope-${one}`) }))} aria-label={t('scope')} />
      </Form.Item>
      <p className="hint">{t(`about-${scope}`)}</p>
      {fieldsOf[scope].map((field) => (
        <Form.Item key={field} name={field} label={t(field as 'unit')} rules={required}>
          {field in choices && choices[field as 'unit'].length > 0 ? <Select showSearch={{ optionFilterProp: 'label' }} options={choices[field as 'unit'] as { value: string; label: string }[]} /> : <Input />}
        </Form.Item>
      ))}
      <details>
        <summary>{t('more')}</summary>
        <Form.Item name="size" label={t('size')} extra={t('sizeHint')} rules={[{ pattern: /^[1-9]\d*$/, message: t('whole') }]}><Input inputMode="numeric" /></Form.Item>
        <Form.Item name="known" label={t('known')} extra={t('knownHint')} rules={[{ pattern: /^[1-9]\d*(,[1-9]\d*)*$/, message: t('wholes') }]}><Input /></Form.Item>
      </details>
      <p className="audit-buttons"><Button type="primary" htmlType="submit" loading={busy}>{t('prepare')}</Button></p>
    </Form>
  );
}

/** Choose what to export, see how large it is, take it; and how a recipient checks it. */
export default function BundlePage() {
  const t = useTexts(bundleTexts);
  const { download, prepare, take, cancel } = useDownload();
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1><span className="hint">{t('hint')}</span></div>
      <div className="columns">
        <section className="card">
          <h2>{t('export')}</h2>
          <ScopeForm prepare={(query) => void prepare(query as never)} busy={download?.is === 'preparing'} />
          {download && <Taking download={download} take={() => void take()} cancel={cancel} />}
        </section>
        <section className="card">
          <h2>{t('check')}</h2>
          <ol className="audit-says">
            <li>{t('check1')}<CopyLine text="tar -xf audit-….tar" /></li>
            <li>{t('check2')}</li>
            <li>{t('check3')}<CopyLine text="node verify.mjs" /></li>
            <li>{t('check4')}<CopyLine text="zhiheng audit check audit-….tar" /></li>
            <li>{t('check5')}</li>
          </ol>
          <p className="hint">{t('logged')}</p>
        </section>
      </div>
    </>
  );
}
