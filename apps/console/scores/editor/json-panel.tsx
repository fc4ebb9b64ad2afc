import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../language/texts.js';
import type { SchemeContent } from '../schemes/scheme-content.js';
import { editorTexts } from '../schemes/scheme-texts.js';

const written = (content: SchemeContent): string => JSON.stringify(content, null, 2);

/** The content as it is stored: what is typed here is taken over as soon as it is JSON, what is changed elsewhere appears here. */
export function JsonPanel({ content, onChange }: { readonly content: SchemeContent; readonly onChange: (next: SchemeContent) => void }) {
  const e = useTexts(editorTexts);
  const [text, setText] = useState(() => written(content));
  const [problem, setProblem] = useState<string>();
  const own = useRef(content);
  useEffect(() => {
    if (own.current === content) return;
    own.current = content;
    setText(written(content));
    setProblem(undefined);
  }, [content]);
  const type = (next: string) => {
    setText(next);
    try {
      const parsed = JSON.parse(next) as SchemeContent;
      if (!Array.isArray(parsed.groups)) throw new SyntaxError('groups');
      own.current = parsed;
      setProblem(undefined);
      onChange(parsed);
    } catch (error) {
      setProblem((error as Error).message);
    }
  };
  return (
    <section className="card editor-json">
      <h2><label htmlFor="scheme-json">{e('jsonTitle')}</label></h2>
      <textarea id="scheme-json" spellCheck={false} value={text} aria-invalid={problem !== undefined} onChange={({ target }) => type(target.value)} />
      <p role="status" className={problem ? 'late scores-note' : 'scores-note'}>{problem ? e('jsonWrong', { message: problem }) : `✓ ${e('jsonTaken')}`}</p>
    </section>
  );
}
