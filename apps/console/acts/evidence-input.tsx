import { PaperClipOutlined, CloseOutlined } from '@ant-design/icons';
import { Alert, Button, Progress } from 'antd';
import { useRef, useState, type DragEvent } from 'react';
import { sizeText } from '../language/format.js';
import { useLanguage, useTexts } from '../language/texts.js';
import { fetched } from '../server/ask.js';
import { toldOf } from '../server/problems.js';
import { save } from '../lists/files.js';
import { actTexts } from './act-texts.js';
import type { InputProps } from './field-input.js';
import { uploadEvidence, type Evidence } from './upload.js';
import { mark } from '../show/punctuation.js';

/** Open a file of the evidence store. */
export async function openEvidence(sha256: string, name: string): Promise<void> {
  save(await (await fetched(`/api/evidence/${sha256}`)).blob(), name);
}

/** Names of files that were uploaded on this page, by fingerprint. */
const known = new Map<string, Evidence>();

/** Files that the server named elsewhere are shown by their names here too. */
export function rememberEvidence(files: readonly Evidence[]): void {
  for (const file of files) known.set(file.sha256, file);
}

/** The files known by name whose fingerprints a text holds. */
export const knownEvidence = (text: string): readonly Evidence[] => [...known.values()].filter(({ sha256 }) => text.includes(sha256));

/** A file by its name, or by its fingerprint when the name is not known; a click hands it over. */
export function EvidenceFile({ sha256, name }: { readonly sha256: string; readonly name?: string }) {
  const t = useTexts(actTexts);
  const { say } = useLanguage();
  const [problem, setProblem] = useState<string>();
  const shown = name ?? known.get(sha256)?.name ?? t('fingerprint', { hash: sha256.slice(0, 12) });
  return (
    <span className="evidence-file">
      <Button type="link" size="small" icon={<PaperClipOutlined />} title={`SHA-256 ${sha256}`} onClick={() => void openEvidence(sha256, name ?? known.get(sha256)?.name ?? sha256.slice(0, 12)).catch((error: unknown) => setProblem(say(toldOf(error).text.title)))}>{shown}</Button>
      {problem && <span className="late">{problem}</span>}
    </span>
  );
}

interface Upload {
  readonly key: number;
  readonly name: string;
  readonly share: number;
  readonly problem?: string;
}

let uploads = 0;

/** Takes files as evidence: uploads each at once with its progress; the value is the list of their fingerprints. */
export function EvidenceInput({ id, value = [], onChange, unit }: InputProps<readonly string[]> & { readonly unit: string }) {
  const t = useTexts(actTexts);
  const { say } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const held = useRef<readonly string[]>(value);
  held.current = value;
  // What is typed elsewhere while a file is on its way must not be told away when it arrives.
  const tell = useRef(onChange);
  tell.current = onChange;
  const [running, setRunning] = useState<readonly Upload[]>([]);

  const take = (files: Iterable<File>) => {
    for (const file of files) {
      const key = (uploads += 1);
      const put = (change: Partial<Upload>) => setRunning((before) => before.map((one) => (one.key === key ? { ...one, ...change } : one)));
      setRunning((before) => [...before, { key, name: file.name, share: 0 }]);
      uploadEvidence(unit, file, (share) => put({ share }))
        .then((evidence) => {
          known.set(evidence.sha256, evidence);
          held.current = [...new Set([...held.current, evidence.sha256])];
          tell.current?.(held.current);
          setRunning((before) => before.filter((one) => one.key !== key));
        })
        .catch((error: unknown) => {
          const { text, errors = [] } = toldOf(error);
          put({ problem: [say(text.title), say(text.remedy), ...errors.map(({ message }) => say(message))].join(' ') });
        });
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files);
  };

  return (
    <div className="evidence" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <input ref={input} id={id} type="file" multiple className="sr-only" tabIndex={-1} aria-label={t('evidence')} onChange={({ target }) => { take(target.files ?? []); target.value = ''; }} />
      <Button icon={<PaperClipOutlined />} onClick={() => input.current?.click()}>{t('choose')}</Button> <small>{t('drop')}</small>
      <ul>
        {value.map((sha256) => (
          <li key={sha256}>
            <EvidenceFile sha256={sha256} /> <small>{known.has(sha256) && `${sizeText(known.get(sha256)!.size)} · `}{t('uploaded')}</small>
            <Button type="text" size="small" icon={<CloseOutlined />} aria-label={t('remove', { name: known.get(sha256)?.name ?? sha256.slice(0, 12) })} onClick={() => onChange?.(value.filter((one) => one !== sha256))} />
          </li>
        ))}
        {running.map(({ key, name, share, problem }) => (
          <li key={key}>
            {problem ? <Alert type="error" showIcon title={`${name}${mark.colon}${problem}`} closable={{ onClose: () => setRunning((before) => before.filter((one) => one.key !== key)) }} /> : <><span>{t('uploading', { name })}</span><Progress percent={Math.round(share * 100)} size="small" aria-label={t('uploading', { name })} /></>}
          </li>
        ))}
      </ul>
    </div>
  );
}
