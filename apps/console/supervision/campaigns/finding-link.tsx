import { To } from '../../frame/address.js';
import { usePermissions, useView } from '../../server/views.js';

/** A finding by its number and title, linked to its page; by its code where it may not be read. */
export function FindingLink({ finding }: { readonly finding: string }) {
  const { may } = usePermissions();
  const { data } = useView('GET /findings/:finding', { path: { finding } }, { enabled: may('GET /findings/:finding') });
  return <To href={`/supervision/findings/${finding}`}>{data ? [data.line?.number, data.content.title].filter(Boolean).join(' ') : finding}</To>;
}
