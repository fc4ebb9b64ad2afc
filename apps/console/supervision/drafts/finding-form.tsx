import { Alert, Button, Form } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { actTexts } from '../../acts/act-texts.js';
import { FieldInput } from '../../acts/field-input.js';
import { bodyOf, fieldOf, type Field } from '../../acts/fields.js';
import { Told } from '../../frame/page-states.js';
import { usePlanYear } from '../../frame/plan-year.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { Problem } from '../../server/problems.js';
import { useView } from '../../server/views.js';
import { DueInput } from '../finding/forms/due-input.js';
import { shownName } from '../persons.js';
import { contentFields, contentOf, valuesOf, type FieldGroup, type FindingContent } from './content-fields.js';

const formTexts = texts('supervision-finding-form', {
  general: ['总体目标', 'overall aims'],
  measure: ['{no}　{title}', '{no}  {title}'],
});

/** The groups of fields, with the plan's measures and indicators and the unit's leaders to choose from. */
function useGroups(unit: string | undefined): readonly FieldGroup[] {
  const t = useTexts(formTexts);
  const { say } = useLanguage();
  const { plan } = usePlanYear();
  const measures = useView('GET /plans/:plan/measures', { path: { plan }, query: { limit: 100 } }, { enabled: plan !== '' }).data;
  const indicators = useView('GET /plans/:plan/indicators', { path: { plan }, query: { limit: 200 } }, { enabled: plan !== '' }).data;
  const leaders = useView('GET /appointments', { query: { unit: unit ?? '', limit: 50 } }, { enabled: Boolean(unit) }).data;
  const before = useView('GET /findings', { query: { unit: unit ?? '', limit: 100 } }, { enabled: Boolean(unit) }).data;
  const campaigns = useView('GET /campaigns', { query: { limit: 100 } }).data;
  return useMemo(() => contentFields({
    measures: [{ value: 'general', label: t('general') }, ...(measures?.items ?? []).map(({ no, title }) => ({ value: String(no), label: t('measure', { no, title }) }))],
    indicators: (indicators?.items ?? []).map(({ card }) => ({ value: card.code, label: say(card.name) })),
    leaders: (leaders?.items ?? []).filter(({ until }) => until === null).map(({ person, name, post }) => ({ value: person, label: [say(post), shownName(name)].filter(Boolean).join(' ') })),
    campaigns: (campaigns?.items ?? []).map(({ campaign, title }) => ({ value: campaign, label: title })),
    before: (before?.items ?? []).map(({ finding, number, title }) => ({ value: finding, label: `${number} ${title}` })),
    unitChosen: Boolean(unit),
    due: { name: 'due', label: { zh: '整改时限', en: 'Time allowed' }, kind: 'own', required: true, input: <DueInput hinted /> },
  }), [measures, indicators, leaders, campaigns, before, unit, say, t]);
}

/** The form of an order, whole: what is typed survives a reload until it is recorded. */
export function FindingForm({ first, draftKey, submitText, busy, problem, onSubmit }: {
  readonly first: Partial<FindingContent>;
  /** Name under which what is typed is kept in this browser. */
  readonly draftKey: string;
  readonly submitText: string;
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  /** @returns whether it was recorded */
  readonly onSubmit: (content: FindingContent) => Promise<boolean>;
}) {
  const act = useTexts(actTexts);
  const { say } = useLanguage();
  const { plan } = usePlanYear();
  const [control] = Form.useForm<Record<string, unknown>>();
  const kept = useMemo(() => JSON.parse(localStorage.getItem(draftKey) ?? 'null') as Record<string, unknown> | null, [draftKey]);
  const [typed, setTyped] = useState<Record<string, unknown>>({ ...valuesOf(first), ...kept });
  const [restored, setRestored] = useState(kept !== null);
  const groups = useGroups(typed['unit'] as string | undefined);
  const fields = groups.flatMap((group) => group.fields);
  const defaults = Object.fromEntries(fields.filter((field) => field.first !== undefined).map((field) => [field.name, field.first]));

  useEffect(() => {
    const told = [...(problem?.errors ?? []).map(({ field, message }) => [field, say(message)] as const), ...(problem?.field ? [[problem.field, `${say(problem.text.title)} ${say(problem.text.remedy)}`] as const] : [])];
    control.setFields(told.flatMap(([path, message]) => {
      const name = fieldOf(fields, path.replace(/^body\.content\./, 'body.'));
      return name ? [{ name, errors: [message] }] : [];
    }));
  }, [problem]);

  const submit = async (values: Record<string, unknown>) => {
    const content = contentOf(bodyOf(fields, { ...typed, ...values }), first.plan ?? plan, first.source?.ref);
    if (await onSubmit(content)) localStorage.removeItem(draftKey);
  };

  return (
    <Form
      form={control} layout="vertical" className="finding-form" initialValues={{ ...defaults, ...valuesOf(first), ...kept }} onFinish={(values) => void submit(values)} scrollToFirstError
      onValuesChange={(_, values) => { setTyped(values); localStorage.setItem(draftKey, JSON.stringify(values)); }}
    >
      {restored && <Alert type="info" showIcon className="spaced" title={act('draft')} action={<Button size="small" onClick={() => { localStorage.removeItem(draftKey); control.setFieldsValue({ ...Object.fromEntries(fields.map(({ name }) => [name, undefined])), ...defaults, ...valuesOf(first) }); setRestored(false); }}>{act('discard')}</Button>} />}
      {groups.map(({ title, fields: own }) => (
        <section key={title.en} className="card">
          <h2>{say(title)}</h2>
          <div className="finding-form-grid">{own.filter(({ when }) => !when || when({ ...defaults, ...typed })).map((field) => <FieldItem key={field.name} field={field} />)}</div>
        </section>
      ))}
      {problem && <Told problem={problem} className="spaced" />}
      <div className="finding-acts"><span className="bar-space" /><Button type="primary" htmlType="submit" loading={busy}>{submitText}</Button></div>
    </Form>
  );
}

function FieldItem({ field }: { readonly field: Field }) {
  const act = useTexts(actTexts);
  const { say } = useLanguage();
  return (
    <Form.Item name={field.name} label={say(field.label)} extra={field.help && say(field.help)} rules={field.required ? [{ required: true, message: act('required') }] : []} className={field.kind === 'area' || field.name === 'title' ? 'finding-form-whole' : ''}>
      <FieldInput field={field} />
    </Form.Item>
  );
}
