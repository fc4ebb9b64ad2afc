import { To } from '../../frame/address.js';
import { usePermissions, useView } from '../../server/views.js';

/** A finding by its number and title; by its code where it may not be read. */
export function FindingName({ finding }: { readonly finding: string }) {
  const { may } = usePermissions();
  const { data } = useView('GET /findings/:finding', { path: { finding } }, { enabled: may('GET /findings/:finding') });
  return <>{data ? [data.line?.number, data.content.title].filter(Boolean).join(' ') : finding}</>;
}

/** A finding by its name, linked to its page. */
export function FindingLink({ finding }: { readonly finding: string }) {
  return <To href={`/supervision/findings/${finding}`}><FindingName finding={finding} /></To>;
}
