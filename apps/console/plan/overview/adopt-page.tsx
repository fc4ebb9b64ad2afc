import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Radio } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { ActButton } from '../../acts/act-button.js';
import { useAddress } from '../../frame/address.js';
import { dayText } from '../../language/format.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import { Fact } from '../parts.js';
import { cataloguePreview, type CataloguePreview } from './catalogue-preview.js';
import { Wide } from '../../frame/wide.js';
import { mark } from '../../show/punctuation.js';

const adoptTexts = texts('plan-adopt', {
  title: ['印发方案', 'Adopt a plan'],
  step1: ['一、选择目录', '1. Choose the catalogue'],
  step2: ['二、核对内容', '2. Look at what it holds'],
  step3: ['三、印发', '3. Adopt'],
  shipped: ['随产品提供：南京市《全面深化质量强市建设实施方案》（2023 年印发）', 'Shipped with the product: Nanjing’s plan of 2023'],
  file: ['目录文件（JSON）', 'A catalogue file (JSON)'],
  fileHelp: ['方案的章节、措施、指标、目标和责任单位都在这一个文件里；格式与随产品提供的目录相同。', 'One file holds the chapters, measures, indicators, targets and units, in the format of the shipped catalogue.'],
  choose: ['选择文件', 'Choose a file'],
  chosen: ['已选：{name}', 'Chosen: {name}'],
  unreadable: ['这个文件不是方案目录，请核对后重新选择。', 'This file is no catalogue of a plan; look at it and choose again.'],
  planTitle: ['方案名称', 'Title'],
  date: ['印发日期', 'Date'],
  issuers: ['印发机关', 'Issued by'],
  counts: ['内容', 'Content'],
  countsText: ['{chapters} 章、{measures} 条措施、{indicators} 项指标（其中 {numeric} 项定量，{threshold} 项须由细则定档）、{units} 个责任单位', '{chapters} chapters, {measures} measures, {indicators} indicators ({numeric} quantitative, {threshold} that need a threshold), {units} units'],
  no: ['序号', 'No.'],
  measure: ['措施', 'Measure'],
  units: ['方案所列责任单位', 'Units as printed'],
  effect: ['将一次记录：方案、{measures} 条措施、{indicators} 项指标的口径卡。记录后不能删除，只能凭文件修订；每一处原文都与目录逐字核对，有一处不符就整体不记录。', 'One record of the plan, its {measures} measures and {indicators} definition cards. It cannot be deleted, only revised by document. Every quotation is compared with the text: when one differs nothing is recorded.'],
  chooseFirst: ['请先选择目录。', 'Choose a catalogue first.'],
});

/** Adopt a plan: choose its catalogue, look at what it holds, record it. */
export default function AdoptPage() {
  const t = useTexts(adoptTexts);
  const { go } = useAddress();
  const [from, setFrom] = useState<'shipped' | 'file'>('shipped');
  const [file, setFile] = useState<{ readonly name: string; readonly text: string; readonly preview: CataloguePreview | undefined }>();
  const [shipped, setShipped] = useState<CataloguePreview>();
  useEffect(() => {
    void import('../../../../libs/domain/plan/catalogue/nanjing-2023.catalogue.json').then(({ default: content }) => setShipped(cataloguePreview(content)));
  }, []);
  const preview = from === 'shipped' ? shipped : file?.preview;
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1></div>
      <section className="card">
        <h2>{t('step1')}</h2>
        <Radio.Group value={from} onChange={({ target }) => setFrom(target.value as 'shipped' | 'file')} options={[{ value: 'shipped', label: t('shipped') }, { value: 'file', label: t('file') }]} vertical />
        {from === 'file' && <FileChooser name={file?.name} take={(name, text) => setFile({ name, text, preview: previewOf(text) })} />}
        {from === 'file' && file && !file.preview && <Alert type="error" showIcon title={t('unreadable')} />}
      </section>
      {preview && <Preview preview={preview} />}
      <section className="card">
        <h2>{t('step3')}</h2>
        <ActButton
          type="primary"
          {...(preview ? {} : { verdict: { allowed: false, because: { zh: adoptTexts.table.chooseFirst[0], en: adoptTexts.table.chooseFirst[1] } } })}
          form={{
            route: 'POST /plans',
            title: { zh: '印发方案', en: 'Adopt the plan' },
            authority: 'optional',
            effect: preview && t('effect', { measures: preview.measures.length, indicators: preview.indicators }),
            fields: [{ name: 'plan', label: { zh: '方案编码', en: 'Code of the plan' }, kind: 'text', required: true, first: from === 'shipped' ? 'nanjing-2023' : '', help: { zh: '小写字母、数字和连字符，如 nanjing-2030。', en: 'Lower-case letters, digits and hyphens, such as nanjing-2030.' } }],
            fixed: from === 'shipped' ? { catalogue: 'nanjing-2023' } : { file: file?.text },
            onDone: () => go('/plan'),
          }}
        />
      </section>
    </>
  );
}

function previewOf(text: string): CataloguePreview | undefined {
  try {
    return cataloguePreview(JSON.parse(text));
  } catch {
    return undefined; // not JSON: told where the file is chosen
  }
}

function FileChooser({ name, take }: { readonly name: string | undefined; readonly take: (name: string, text: string) => void }) {
  const t = useTexts(adoptTexts);
  const input = useRef<HTMLInputElement>(null);
  return (
    <p>
      <input ref={input} type="file" accept=".json,application/json" className="sr-only" tabIndex={-1} aria-label={t('choose')} onChange={({ target }) => { const [file] = target.files ?? []; if (file) void file.text().then((text) => take(file.name, text)); target.value = ''; }} />
      <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>{t('choose')}</Button> {name && t('chosen', { name })}
      <br /><small className="plan-soft">{t('fileHelp')}</small>
    </p>
  );
}

function Preview({ preview }: { readonly preview: CataloguePreview }) {
  const t = useTexts(adoptTexts);
  const { language } = useLanguage();
  return (
    <section className="card">
      <h2>{t('step2')}</h2>
      <dl className="fields">
        <Fact name={t('planTitle')}><strong lang="zh-CN">{preview.title}</strong></Fact>
        <Fact name={t('issuers')}><span lang="zh-CN">{preview.issuers.join(mark.and)}</span></Fact>
        <Fact name={t('date')}>{dayText(preview.date, language)}</Fact>
        <Fact name={t('counts')}>{t('countsText', { chapters: preview.chapters.length, measures: preview.measures.length, indicators: preview.indicators, numeric: preview.numeric, threshold: preview.needThreshold, units: preview.units })}</Fact>
      </dl>
      <Wide label={t('step2')} tall>
        <table className="plain-table">
          <thead><tr><th scope="col" className="right">{t('no')}</th><th scope="col">{t('measure')}</th><th scope="col">{t('units')}</th></tr></thead>
          <tbody>{preview.measures.map(({ no, title, responsibleUnits }) => <tr key={no}><td className="right">{no}</td><td lang="zh-CN">{title}</td><td lang="zh-CN">{responsibleUnits.join(mark.and)}</td></tr>)}</tbody>
        </table>
      </Wide>
    </section>
  );
}
