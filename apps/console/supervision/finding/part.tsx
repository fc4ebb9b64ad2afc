import type { ReactNode } from 'react';
import { EvidenceFile } from '../../acts/evidence-input.js';
import { useTexts } from '../../language/texts.js';
import { Instant, Position } from '../../show/signs.js';
import { useUnitNames } from '../../show/unit-names.js';
import { Actor } from '../finding-signs.js';
import { filesOf, type Entry } from './finding-data.js';
import { findingTexts } from './finding-texts.js';

/** A card of the page under its heading. */
export function Part({ title, children, note }: { readonly title: string; readonly children: ReactNode; readonly note?: ReactNode }) {
  return <section className="card"><h2>{title}{note && <small className="finding-note"> {note}</small>}</h2>{children}</section>;
}

/** Who did it and when, and where it stands in the log. */
export function Signed({ entry }: { readonly entry: Entry }) {
  const unitName = useUnitNames();
  return (
    <span className="finding-signed">
      <Instant at={entry.recordedAt} position={entry.position} /> · {entry.actorUnit && <>{unitName(entry.actorUnit)} </>}<Actor actor={entry.actor} /> · <Position at={entry.position} />
    </span>
  );
}

/** Named texts, one below the other; what is empty is left out. */
export function Fields({ fields }: { readonly fields: readonly (readonly [label: string, value: ReactNode])[] }) {
  return <dl className="fields">{fields.filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false).map(([label, value]) => <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>;
}

/** The files that go with an act; says so where there are none. */
export function Files({ entry }: { readonly entry: Pick<Entry, 'details'> }) {
  const t = useTexts(findingTexts);
  const files = filesOf(entry);
  if (files.length === 0) return <span className="missing">{t('noEvidence')}</span>;
  return <span className="finding-files">{files.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />)}</span>;
}
