import { Drawer } from 'antd';
import { lazy, Suspense, useEffect } from 'react';
import { useTexts } from '../language/texts.js';
import { traceTexts } from './trace-texts.js';
import { subjectOfPage, useTrace } from './trace.js';

const TraceBody = lazy(async () => ({ default: (await import('./trace-body.js')).TraceBody }));

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** The drawer at the right: history and proof of whatever is selected. The key `i` opens it for the page, Escape closes it. */
export function TraceDrawer() {
  const t = useTexts(traceTexts);
  const { subject, openTrace, closeTrace } = useTrace();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'i' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      const about = subjectOfPage();
      if (about) openTrace(about);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [openTrace]);
  return (
    <Drawer open={subject !== undefined} onClose={closeTrace} title={t('title')} size={460} mask={false} destroyOnHidden rootClassName="trace-drawer">
      {subject && <Suspense fallback={null}><TraceBody subject={subject} /></Suspense>}
    </Drawer>
  );
}
