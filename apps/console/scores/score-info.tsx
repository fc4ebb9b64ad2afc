import { InfoCircleOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { texts, useTexts } from '../language/texts.js';
import type { ScoreSource } from './explain/score-source.js';

export type { ScoreSource } from './explain/score-source.js';

const infoTexts = texts('scores.info', {
  why: ['得分由来', 'Why this score'],
  whyOf: ['{unit}的得分由来', 'Why {unit} has this score'],
});

const ScoreExplainer = lazy(async () => ({ default: (await import('./explain/score-explainer.js')).ScoreExplainer }));

/** The small “i” beside a score: opens what it was made from, in a drawer. For scores of a board and results of a round. */
export function ScoreInfo({ source, unitName }: { readonly source: ScoreSource; readonly unitName?: string }) {
  const t = useTexts(infoTexts);
  const [open, setOpen] = useState(false);
  const title = unitName ? t('whyOf', { unit: unitName }) : t('why');
  return (
    <>
      <Button type="text" size="small" className="no-print" icon={<InfoCircleOutlined />} aria-label={title} title={title} onClick={() => setOpen(true)} />
      {open && (
        <Drawer open onClose={() => setOpen(false)} title={title} size={760}>
          <Suspense fallback={null}><ScoreExplainer source={source} /></Suspense>
        </Drawer>
      )}
    </>
  );
}
