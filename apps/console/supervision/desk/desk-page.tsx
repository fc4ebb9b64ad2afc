import '../findings.css';
import './desk.css';
import { To } from '../../frame/address.js';
import { Answer, Nothing } from '../../frame/page-states.js';
import { texts, useTexts } from '../../language/texts.js';
import { usePermissions, useView } from '../../server/views.js';
import { DeskSections, type DeskPart } from './desk-sections.js';

const deskTexts = texts('supervision-desk', {
  title: ['督查工作台', 'Supervision desk'],
  unit: ['责任单位', 'Unit'],
  inspector: ['督查', 'Inspector'],
  leadership: ['领导', 'Leadership'],
  which: ['选择工作台', 'Which desk'],
  noDesk: ['您没有需要办理的督查事项，可查看督查台账。', 'There is nothing for you to do here; see the ledger.'],
  ledger: ['督查台账', 'Ledger'],
  calendar: ['期限日历', 'Due dates'],
  newFinding: ['新建问题', 'New finding'],
});

const desks = ['unit', 'inspector', 'leadership'] as const;
type Desk = (typeof desks)[number];

const sectionsOf = {
  unit: ['overdue', 'returned', 'toAcknowledge', 'dueSoon', 'toRectify', 'toSupport', 'extensionAnswers'],
  inspector: ['toCheck', 'contests', 'extensions', 'overdue', 'toIssue', 'followUps'],
  leadership: ['extensions', 'matters', 'redAndAbove', 'listed'],
} as const satisfies Record<Desk, readonly string[]>;

/** What a person has to do about findings, by what she is: a unit that answers, an inspector, a leader. */
export default function DeskPage({ desk }: { readonly desk?: string }) {
  const t = useTexts(deskTexts);
  const { may } = usePermissions();
  const own = desks.filter((one) => may(`GET /supervision/desk/${one}`));
  const shown = own.find((one) => one === desk) ?? own[0];
  return (
    <>
      <div className="page-head">
        <h1>{t('title')}</h1>
        {own.length > 1 && (
          <nav aria-label={t('which')} className="desk-which">
            {own.map((one) => <To key={one} href={`/supervision/desk/${one}`} {...(one === shown ? { 'aria-current': 'page' as const } : {})}>{t(one)}</To>)}
          </nav>
        )}
        <span className="bar-space" />
        {may('POST /findings') && <To href="/supervision/drafts/new">{t('newFinding')}</To>}
        <To href="/supervision/calendar">{t('calendar')}</To>
        <To href="/supervision/ledger">{t('ledger')}</To>
      </div>
      {shown ? <DeskOf key={shown} desk={shown} /> : <Nothing>{t('noDesk')}</Nothing>}
    </>
  );
}

function DeskOf({ desk }: { readonly desk: Desk }) {
  const view = useView(`GET /supervision/desk/${desk}`, {});
  return <Answer view={view}>{(answer) => <DeskSections desk={desk} parts={sectionsOf[desk].map((key) => ({ key, ...(answer as unknown as Record<string, Omit<DeskPart, 'key'>>)[key]! }))} />}</Answer>;
}
