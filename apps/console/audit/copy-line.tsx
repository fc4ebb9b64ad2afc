import { CheckOutlined, CopyOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { texts, useTexts } from '../language/texts.js';

const copyTexts = texts('audit-copy', { copy: ['复制', 'Copy'], copied: ['已复制', 'Copied'] });

/** A line to take elsewhere, such as a command; can be copied where the browser allows it. */
export function CopyLine({ text }: { readonly text: string }) {
  const t = useTexts(copyTexts);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  };
  return (
    <p className="audit-copy">
      <code>{text}</code>
      {globalThis.isSecureContext && <Button size="small" type="text" icon={copied ? <CheckOutlined /> : <CopyOutlined />} aria-label={copied ? t('copied') : t('copy')} title={t('copy')} onClick={() => void copy()} />}
    </p>
  );
}
