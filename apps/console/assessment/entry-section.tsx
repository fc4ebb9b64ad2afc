import { ActButton } from '../acts/act-button.js';
import type { ActForm } from '../acts/act-dialog.js';
import { Answer } from '../frame/page-states.js';
import { useLanguage, useTexts } from '../language/texts.js';
import type { ReplyOf } from '../server/ask.js';
import { useView } from '../server/views.js';
import { Figure, Instant, Light } from '../show/signs.js';
import { conductWords, entryKindWords } from '../../words/assessment-words.js';
import { severityWords } from '../../words/supervision-words.js';
import { documentField, reasonField } from './act-fields.js';
import { nextCode } from './codes.js';
import { fileTexts } from './file-texts.js';
import type { SchemeNames } from './scheme.js';
import { verdictOn, type Round } from './steps.js';
import { Wide } from '../frame/wide.js';
import { mark } from '../show/punctuation.js';

type Entry = ReplyOf<'GET /rounds/:round/units/:unit/entries'>['entries'][number];
const matterField = { name: 'matter', label: { zh: '事项', en: 'Matter' }, kind: 'area' as const, required: true, maxLength: 2000 };

/** The forms of deductions, conduct and vetoes, under the next free number. */
function useEntryForms(round: Round, unit: string, entries: readonly Entry[], names: SchemeNames) {
  const t = useTexts(fileTexts);
  const { say } = useLanguage();
  const group = names.of(round.groups.find(({ units }) => units.includes(unit))?.code);
  const path = { round: round.round, unit, entry: nextCode('e', entries.map(({ entry }) => entry)) };
  const severities = Object.keys(Object.assign({}, ...(group?.deductions?.rules ?? []).filter(({ kind }) => kind !== undefined && kind in conductWords).map(({ points }) => (typeof points === 'object' ? points : {}))) as object);
  const indicators = names.nodes(group?.code).filter(({ indicator }) => indicator !== undefined).map(({ indicator, title }) => ({ value: indicator!, label: say(title) }));
  const deduction: ActForm<'POST /rounds/:round/units/:unit/deductions/:entry'> = {
    route: 'POST /rounds/:round/units/:unit/deductions/:entry', title: { zh: '登记扣分', en: 'Enter a deduction' }, path,
    fields: [{ name: 'points', label: { zh: '扣分（分）', en: 'Points' }, kind: 'decimal', required: true }, reasonField(), documentField()],
  };
  const conduct: ActForm<'POST /rounds/:round/units/:unit/conduct/:entry'> = {
    route: 'POST /rounds/:round/units/:unit/conduct/:entry', title: { zh: '登记违规情形', en: 'Record conduct' }, path,
    fields: [
      { name: 'kind', label: { zh: '情形', en: 'Kind' }, kind: 'choice', required: true, options: Object.entries(conductWords).map(([value, label]) => ({ value, label })) },
      { name: 'indicator', label: { zh: '涉及指标', en: 'Indicator' }, kind: 'choice', required: true, options: indicators, when: ({ kind }) => kind === 'falsified' },
      ...(severities.length > 0 ? [{ name: 'severity', label: { zh: '程度', en: 'Severity' }, kind: 'choice' as const, options: severities.map((value) => ({ value, label: severityWords[value] ?? value })) }] : []),
      matterField, documentField(),
    ],
  };
  const veto: ActForm<'POST /rounds/:round/units/:unit/vetoes/:entry'> = {
    route: 'POST /rounds/:round/units/:unit/vetoes/:entry', title: { zh: '登记一票否决', en: 'Enter a veto' }, path, effect: t('vetoKept'),
    fields: [{ name: 'rule', label: { zh: '否决情形', en: 'Veto' }, kind: 'choice', required: true, options: (group?.vetoes ?? []).map(({ code, title }) => ({ value: code, label: title })) }, matterField, documentField()],
  };
  return { deduction, conduct, veto };
}

/** Deductions, records of conduct and vetoes of a unit, revoked ones too. */
export function EntrySection({ round, unit, names }: { readonly round: Round; readonly unit: string; readonly names: SchemeNames }) {
  const t = useTexts(fileTexts);
  const { say } = useLanguage();
  const view = useView('GET /rounds/:round/units/:unit/entries', { path: { round: round.round, unit } });
  const { deduction, conduct, veto } = useEntryForms(round, unit, view.data?.entries ?? [], names);
  const may = verdictOn(round, 'enter');
  const rules = names.of(round.groups.find(({ units }) => units.includes(unit))?.code)?.vetoes ?? [];
  const revocation = ({ entry }: Entry): ActForm<'POST /rounds/:round/units/:unit/entries/:entry/revocation'> => ({
    route: 'POST /rounds/:round/units/:unit/entries/:entry/revocation', title: { zh: '撤销登记', en: 'Revoke' }, path: { round: round.round, unit, entry }, fields: [reasonField(), documentField()],
  });
  return (
    <section className="card">
      <h2>{t('entries')}</h2>
      <Answer view={view}>
        {({ entries }) => (entries.length === 0 ? <p>{t('noEntries')}</p> : (
          <Wide label={t('entries')}>
            <table className="plain-table">
              <thead><tr><th scope="col">{t('kind')}</th><th scope="col">{t('matter')}</th><th scope="col" className="right">{t('points')}</th><th scope="col">{t('document')}</th><th scope="col">{t('by')}</th><th scope="col">{t('state')}</th></tr></thead>
              <tbody>
                {entries.map((entry) => {
                  const rule = rules.find(({ code }) => code === entry.rule);
                  return (
                    <tr key={entry.entry}>
                      <th scope="row">{say(entryKindWords[entry.kind]!)}{rule && <small> {say(rule.title)}</small>}</th>
                      <td>{entry.matter}{entry.severity && <small> {t('severity', { severity: say(severityWords[entry.severity] ?? { zh: entry.severity, en: entry.severity }) })}</small>}{entry.indicator && <small> {names.node(entry.indicator)}</small>}</td>
                      <td className="right"><Figure value={entry.points} /></td><td>{entry.document}</td><td>{entry.by}{mark.comma}<Instant at={entry.at} /></td>
                      <td>{entry.revoked ? <Light colour="grey" word={t('revoked', { reason: entry.revoked.reason, document: entry.revoked.document })} /> : <><Light colour="blue" word={t('holds')} /> <ActButton size="small" form={revocation(entry)} quiet verdict={may} /></>}</td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </Wide>
        ))}
      </Answer>
      <p className="assessment-rest"><ActButton form={deduction} quiet verdict={may} /><ActButton form={conduct} quiet verdict={may} /><ActButton form={veto} danger quiet verdict={may} /></p>
    </section>
  );
}
