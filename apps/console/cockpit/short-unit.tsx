import { To } from '../frame/address.js';
import { useUnitNames } from '../show/unit-names.js';
import { shortName } from './short-name.js';

/** A unit by its short name, leading to its page; the whole name on hover. */
export function ShortUnit({ code }: { readonly code: string }) {
  const name = useUnitNames()(code);
  return <To href={`/cockpit/units/${code}`} title={name}>{shortName(name)}</To>;
}
