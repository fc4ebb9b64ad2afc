import { Button } from 'antd';
import { schemeFindingWords } from '../../../words/scoring-words.js';
import { useLanguage, useTexts, type Say } from '../../language/texts.js';
import { useWord } from '../../show/facts.js';
import { Wide } from '../../frame/wide.js';
import { fieldText } from './field-text.js';
import { everyNode, type SchemeContent } from './scheme-content.js';
import { countsOf, type Checks } from './scheme-checks.js';
import { editorTexts, schemeTexts } from './scheme-texts.js';

const signs = { error: '■', warning: '▲', hint: '○' } as const;

/** What is wrong with the form of a content, in words. */
export function problemText(message: string, t: Say<typeof schemeTexts.table>): string {
  if (/pattern|regex/i.test(message)) return t('problem-regex');
  if (/^Unrecognized/i.test(message)) return t('problem-unknown', { message: message.replace(/^[^:]*:\s*/, '') });
  if (/^Too small/i.test(message)) return t('problem-few');
  if (/^Invalid (input|option|discriminator)/i.test(message)) return t('problem-missing');
  return t('problem-other', { message });
}

/** The place of a finding: group code, then node or rule codes; as titles where they are known. */
function usePlaces(content: SchemeContent): (path: string) => string {
  const { say } = useLanguage();
  return (path) => {
    const [groupCode, ...codes] = path.split('/');
    const group = content.groups.find(({ code }) => code === groupCode);
    const titles = new Map(group ? everyNode(group.tree).map(({ node }) => [node.code, node.title]) : []);
    return [group ? say(group.title) : (groupCode ?? ''), ...codes.map((code) => (titles.has(code) ? say(titles.get(code)!) : code))].join(' › ');
  };
}

/** The place of a problem in the content's form: `groups.0.tree.children.1.points`, in words. */
function useProblemPlaces(content: SchemeContent): (path: string) => string {
  const { say } = useLanguage();
  return (path) => {
    const words: string[] = [];
    let at: unknown = content;
    for (const key of path.split('.')) {
      at = (at as Record<string, unknown> | undefined)?.[key];
      const title = (at as { readonly title?: { readonly zh: string; readonly en: string } } | undefined)?.title;
      if (title?.zh !== undefined) words.push(say(title));
      else if (!/^\d+$/.test(key)) words.push(fieldText(key, say));
    }
    return words.join(' › ');
  };
}

/** What the check found: wrong, doubtful, could be simpler; each leads to its place when `goTo` is given. */
export function ChecksView({ checks, content, goTo }: { readonly checks: Checks; readonly content: SchemeContent; readonly goTo?: (place: string, kind: 'finding' | 'problem') => void }) {
  const t = useTexts(schemeTexts);
  const e = useTexts(editorTexts);
  const { say } = useLanguage();
  const word = useWord();
  const placeOf = usePlaces(content);
  const problemPlace = useProblemPlaces(content);
  if (checks.findings.length === 0 && checks.problems.length === 0) return <p>✓ {t('checksClean')}</p>;
  const rows = [
    ...checks.problems.map(({ path, message }) => ({ level: 'error' as const, place: path, kind: 'problem' as const, where: problemPlace(path), text: problemText(message, t) })),
    ...checks.findings.map(({ level, path, zh, en }) => ({ level, place: path, kind: 'finding' as const, where: placeOf(path), text: say({ zh, en }) })),
  ];
  return (
    <>
      {checks.problems.length > 0 && <p>{t('checksInvalid')}</p>}
      <Wide>
        <table className="plain-table">
          <thead><tr><th scope="col">{t('level')}</th><th scope="col">{t('place')}</th><th scope="col">{t('what')}</th>{goTo && <th scope="col"><span className="sr-only">{e('goTo')}</span></th>}</tr></thead>
          <tbody>
            {rows.map(({ level, place, kind, where, text }, index) => (
              <tr key={index}>
                <td className={`schemes-${level}`}><span aria-hidden="true">{signs[level]}</span> {word(schemeFindingWords, level)}</td><td>{where}</td><td>{text}</td>
                {goTo && <td><Button size="small" type="link" onClick={() => goTo(place, kind)}>{e('goTo')}</Button></td>}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

/** How many findings there are, in one line. */
export function ChecksCount({ checks }: { readonly checks: Checks }) {
  const t = useTexts(schemeTexts);
  const counts = countsOf(checks);
  return <span className={counts.error > 0 ? 'schemes-error' : undefined}>{counts.error > 0 && '■ '}{t('counts', counts)}</span>;
}
