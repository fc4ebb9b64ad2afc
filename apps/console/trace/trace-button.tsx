import { NodeIndexOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTexts } from '../language/texts.js';
import { traceTexts } from './trace-texts.js';
import { useTrace, type Subject } from './trace.js';

/** Opens history and proof of a thing; the same sign everywhere. */
export function TraceButton({ subject }: { readonly subject: Subject }) {
  const t = useTexts(traceTexts);
  const { openTrace } = useTrace();
  return <Button type="text" size="small" icon={<NodeIndexOutlined />} aria-label={t('title')} title={t('title')} onClick={() => openTrace(subject)} />;
}
