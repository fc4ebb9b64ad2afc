import { useAddress } from './address.js';
import { useAbout } from './person.js';

/** The plan and the year the pages are about. */
export function usePlanYear(): { readonly plan: string; readonly year: string } {
  const about = useAbout();
  const { params } = useAddress();
  return { plan: about?.plan ?? '', year: params.get('year') ?? String(about?.year ?? '') };
}
