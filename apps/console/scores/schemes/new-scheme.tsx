import { Button, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useAddress, useMoment } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useView } from '../../server/views.js';
import { keepDraft } from './kept-draft.js';
import { emptyScheme, type SchemeContent } from './scheme-content.js';
import { schemeTexts } from './scheme-texts.js';

const codePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/** Begins a new scheme, out of nothing or as a copy of another; it is recorded when its draft is saved. */
export function NewScheme({ from, onClose }: { readonly from?: string; readonly onClose: () => void }) {
  const t = useTexts(schemeTexts);
  const { say } = useLanguage();
  const { go } = useAddress();
  const { at } = useMoment();
  const { plan, year: planYear } = usePlanYear();
  const { data } = useView('GET /schemes', { query: { plan, limit: 200 } }, { now: true });
  const [code, setCode] = useState('');
  const [year, setYear] = useState(String(Number(planYear) + 1));
  const [base, setBase] = useState(from);
  const schemes = data?.items ?? [];
  const wrong = code !== '' && !codePattern.test(code) ? t('newCodeWrong') : schemes.some(({ scheme }) => scheme === code) ? t('newCodeTaken') : undefined;
  const ready = code !== '' && wrong === undefined && /^\d{4}$/.test(year) && at === undefined;
  const begin = () => {
    const chosen = schemes.find(({ scheme }) => scheme === base);
    const content = ((chosen?.draft ?? chosen?.published) as unknown as SchemeContent | undefined) ?? emptyScheme(code, Number(year));
    const { version: _, ...copied } = content;
    keepDraft(code, { content: { ...copied, id: code, year: Number(year) } as unknown as SchemeContent, revision: 0 });
    go(`/schemes/${code}/edit`);
  };
  return (
    <Modal open title={t('newTitle')} onCancel={onClose} mask={{ closable: false }} footer={[<Button key="no" onClick={onClose}>{t('cancel')}</Button>, <Button key="yes" type="primary" disabled={!ready} onClick={begin}>{t('begin')}</Button>]}>
      <Form layout="vertical" onFinish={() => ready && begin()}>
        <Form.Item label={t('newCode')} htmlFor="new-scheme-code" extra={t('newCodeHelp')} {...(wrong ? { validateStatus: 'error' as const, help: wrong } : {})}><Input id="new-scheme-code" value={code} autoFocus onChange={({ target }) => setCode(target.value.trim())} /></Form.Item>
        <Form.Item label={t('newYear')} htmlFor="new-scheme-year"><Input id="new-scheme-year" value={year} inputMode="numeric" maxLength={4} onChange={({ target }) => setYear(target.value.replace(/\D/g, ''))} /></Form.Item>
        <Form.Item label={t('newFrom')} htmlFor="new-scheme-from">
          <Select id="new-scheme-from" allowClear value={base} placeholder={t('newEmpty')} onChange={(next?: string) => setBase(next)} options={schemes.map((scheme) => ({ value: scheme.scheme, label: `${say((scheme.published ?? scheme.draft)?.['title'] as { zh: string; en: string })} · ${scheme.scheme}` }))} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
