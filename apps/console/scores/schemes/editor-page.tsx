import { useView } from '../../server/views.js';
import { Answer, Nothing, Told } from '../../frame/page-states.js';
import { useTexts } from '../../language/texts.js';
import { usePageSubject } from '../../trace/trace.js';
import '../scores.css';
import { SchemeEditor } from '../editor/scheme-editor.js';
import { keptDraft } from './kept-draft.js';
import { editorTexts } from './scheme-texts.js';

/** Drafting a scheme: one that is there, or a new one whose first draft is kept in this browser until it is saved. */
export default function EditorPage({ scheme }: { readonly scheme: string }) {
  const e = useTexts(editorTexts);
  const view = useView('GET /schemes/:scheme', { path: { scheme } }, { now: true });
  usePageSubject({ kind: 'scheme', key: scheme });
  const isNew = view.problem?.status === 404;
  if (isNew && view.data === undefined) return keptDraft(scheme) ? <SchemeEditor code={scheme} scheme={undefined} /> : <><div className="page-head"><h1>{scheme}</h1></div><Nothing>{e('missing')}</Nothing></>;
  if (view.problem && view.data === undefined) return <Told problem={view.problem} again={view.again} />;
  return <Answer view={view}>{(found) => <SchemeEditor code={scheme} scheme={found} />}</Answer>;
}
