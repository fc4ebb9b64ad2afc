import { Button } from 'antd';
import { useState } from 'react';
import { schemeStatusWords } from '../../../words/scoring-words.js';
import { To } from '../../frame/address.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { useLanguage, useTexts, type Bilingual } from '../../language/texts.js';
import type { Column } from '../../lists/columns.js';
import { ServerList } from '../../lists/server-list.js';
import type { ItemOf } from '../../server/ask.js';
import { usePermissions } from '../../server/views.js';
import { optionsOf, useWord } from '../../show/facts.js';
import { Instant } from '../../show/signs.js';
import { mark } from '../../show/punctuation.js';
import { cityTime } from '../../language/format.js';
import '../scores.css';
import { NewScheme } from './new-scheme.js';
import type { SchemeContent } from './scheme-content.js';
import { schemeTexts } from './scheme-texts.js';

type Scheme = ItemOf<'GET /schemes'>;

const word = (key: keyof typeof schemeTexts.table): Bilingual => ({ zh: schemeTexts.table[key][0], en: schemeTexts.table[key][1] });
const contentOf = ({ published, draft }: Scheme): SchemeContent => (published ?? draft) as unknown as SchemeContent;

/** A scheme's state in words: also that changes to a published one are being drafted. */
export function useSchemeState(): (scheme: Pick<Scheme, 'status' | 'draft'>) => string {
  const t = useTexts(schemeTexts);
  const say = useWord();
  return ({ status, draft }) => (status === 'published' && draft ? t('revising') : say(schemeStatusWords, status));
}

function useColumns(): readonly Column<Scheme>[] {
  const { say } = useLanguage();
  const state = useSchemeState();
  return [
    { key: 'scheme', title: word('code'), width: 200, frozen: 'left', always: true, text: ({ scheme }) => scheme, cell: ({ scheme }) => <To href={`/schemes/${scheme}`}>{scheme}</To> },
    { key: 'title', title: word('name'), width: 290, text: (scheme) => say(contentOf(scheme).title) },
    { key: 'status', title: word('status'), width: 120, text: state },
    { key: 'year', title: word('year'), width: 70, align: 'right', text: ({ year, draft }) => year ?? (draft?.['year'] as number | undefined) },
    { key: 'version', title: word('version'), width: 70, align: 'right', text: ({ version }) => version || null },
    { key: 'document', title: word('document'), width: 200, text: ({ document }) => document },
    { key: 'groups', title: word('groups'), width: 180, hidden: true, text: (scheme) => contentOf(scheme).groups.map(({ title }) => say(title)).join(mark.and) },
    { key: 'changedAt', title: word('changedAt'), width: 120, text: ({ changedAt }) => cityTime(changedAt).date, cell: ({ changedAt }) => <Instant at={changedAt} dayOnly /> },
  ];
}

const schemeKey = ({ scheme }: Scheme): string => scheme;

/** The register of schemes, and the way to a new one. */
export default function SchemesPage() {
  const t = useTexts(schemeTexts);
  const { may } = usePermissions();
  const { plan } = usePlanYear();
  const [drafting, setDrafting] = useState(false);
  return (
    <>
      <div className="page-head"><h1>{t('title')}</h1></div>
      <ServerList
        route="GET /schemes"
        name="scores.schemes"
        title={word('list')}
        query={{ plan }}
        enabled={plan !== ''}
        columns={useColumns()}
        rowKey={schemeKey}
        open={({ scheme }) => `/schemes/${scheme}`}
        subject={({ scheme }) => ({ kind: 'scheme', key: scheme })}
        filters={[{ field: 'status', title: word('status'), kind: 'choice', options: optionsOf(schemeStatusWords), pinned: true }]}
        empty={t('none')}
        actions={may('POST /schemes/:scheme') && <Button size="small" type="primary" onClick={() => setDrafting(true)}>{t('new')}</Button>}
      />
      {drafting && <NewScheme onClose={() => setDrafting(false)} />}
    </>
  );
}
