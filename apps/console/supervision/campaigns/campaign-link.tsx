import { To } from '../../frame/address.js';
import { usePermissions, useView } from '../../server/views.js';
import { Missing } from '../../show/signs.js';

/** A campaign by its title, linked to its page; a dash where it may not be read. */
export function CampaignLink({ campaign }: { readonly campaign: string }) {
  const { may } = usePermissions();
  const title = useView('GET /campaigns/:campaign', { path: { campaign } }, { enabled: may('GET /campaigns/:campaign') }).data?.title;
  return title === undefined ? <Missing /> : <To href={`/supervision/campaigns/${campaign}`}>{title}</To>;
}
