import { useLanguage, type Bilingual } from '../language/texts.js';
import { Figure, Period, Unit } from '../show/signs.js';
import type { NamedReport } from './report-acts.js';

/** What an act will change, and for whom: the value it is about, and what follows. */
export function ReportEffect({ report: { name, unit, period, value, measurementUnit }, to, text }: { readonly report: NamedReport; readonly to?: string; readonly text: Bilingual }) {
  const { say } = useLanguage();
  return (
    <>
      <strong>{say(name)}</strong> · <Unit code={unit} /> · <Period period={period} />
      {value !== null && value !== '' && <div>{to === undefined ? <Figure value={value} unit={measurementUnit} /> : <><del><Figure value={value} /></del> → <ins><Figure value={to} unit={measurementUnit} /></ins></>}</div>}
      <div>{say(text)}</div>
    </>
  );
}
