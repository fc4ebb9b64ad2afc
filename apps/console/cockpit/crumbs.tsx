import { To } from '../frame/address.js';
import { useTexts } from '../language/texts.js';
import { cockpitTexts } from './cockpit-texts.js';

/** From the city down to where one is; each step leads back. The last is the page itself. */
export function Crumbs({ steps }: { readonly steps: readonly { readonly text: string; readonly href?: string }[] }) {
  const t = useTexts(cockpitTexts);
  return (
    <nav className="cockpit-crumbs" aria-label={t('path')}>
      <ol>{steps.map(({ text, href }) => <li key={text}>{href ? <To href={href}>{text}</To> : <span aria-current="page">{text}</span>}</li>)}</ol>
    </nav>
  );
}
