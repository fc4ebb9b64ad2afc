import { EvidenceFile } from '../../acts/evidence-input.js';
import { Missing } from '../../show/signs.js';

/** Files that go with something; a click hands one over. */
export function Files({ files }: { readonly files: readonly { readonly sha256: string; readonly name: string }[] }) {
  if (files.length === 0) return <Missing />;
  return <span className="campaigns-files">{files.map(({ sha256, name }) => <EvidenceFile key={sha256} sha256={sha256} name={name} />)}</span>;
}
