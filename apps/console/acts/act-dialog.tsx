import { Alert, Button, Form, Modal } from 'antd';
import { useEffect, useMemo, useState, type ReactNode } from 'react';
import { sessionState } from '../server/session.js';
import { Told } from '../frame/page-states.js';
import { useLanguage, useTexts, type Bilingual } from '../language/texts.js';
import type { Act, ActInput, BodyOf, Receipt, ReplyOf } from '../server/ask.js';
import type { Problem } from '../server/problems.js';
import { actTexts } from './act-texts.js';
import { FieldInput } from './field-input.js';
import { bodyOf, fieldOf, type Field } from './fields.js';
import { keepDraft, keptDraft } from './kept-draft.js';
import { useReceipt } from './receipt.js';
import { useUploading } from './upload.js';
import { useAct } from './use-act.js';

type Places = Readonly<Record<string, string>>;

/** An act as a form: what is asked, what is sent. */
export interface ActForm<R extends Act> {
  readonly route: R;
  readonly title: Bilingual;
  /** Places of the path; those that are typed come out of the values. */
  readonly path?: Places | ((values: Readonly<Record<string, unknown>>) => Places);
  readonly query?: Readonly<Record<string, string>>;
  readonly fields?: readonly Field[];
  /** Fields that are always sent. */
  readonly fixed?: Readonly<Record<string, unknown>>;
  /** The body out of what was typed; by the fields' paths when absent. `undefined`: no body. */
  readonly body?: (values: Readonly<Record<string, unknown>>) => BodyOf<R> | undefined;
  /** Whether a reason goes with the act, in the envelope (not in the body). */
  readonly reason?: 'required' | 'optional';
  /** Whether a document number goes with the act, in the envelope. */
  readonly authority?: 'required' | 'optional';
  /** Revision one has seen. */
  readonly revision?: number;
  /** What will change and for whom, above the fields; hears what is typed. */
  readonly effect?: ReactNode | ((values: Readonly<Record<string, unknown>>) => ReactNode);
  readonly confirm?: Bilingual;
  readonly wide?: boolean;
  /** Personal data: what is typed is not kept in this browser. */
  readonly fleeting?: boolean;
  /** After it was recorded. */
  readonly onDone?: (answer: ReplyOf<R>, values: Readonly<Record<string, unknown>>) => void;
}

const draftKey = (form: { readonly route: string; readonly path?: ActForm<Act>['path'] }): string => {
  const session = sessionState();
  return `zhiheng.draft.${session.is === 'in' ? session.user : ''}.${form.route}.${Object.values((typeof form.path === 'function' ? form.path({}) : form.path) ?? {}).join('/')}`;
};

/** Asks what an act needs, sends it, and shows its receipt. What was typed survives a reload until it is recorded. */
export function ActDialog<R extends Act>({ form, onClose }: { readonly form: ActForm<R>; readonly onClose: () => void }) {
  const t = useTexts(actTexts);
  const { say } = useLanguage();
  const show = useReceipt();
  const { send, busy, problem, clear } = useAct(form.route);
  const uploading = useUploading() > 0;
  const [control] = Form.useForm<Record<string, unknown>>();
  const key = draftKey(form);
  const draft = useMemo(() => (form.fleeting ? undefined : keptDraft<Record<string, unknown>>(key)), [key]);
  const first = useMemo(() => Object.fromEntries((form.fields ?? []).map(({ name, first: value }) => [name, value])), []);
  const [restored, setRestored] = useState(draft !== undefined);
  const [typed, setTyped] = useState<Record<string, unknown>>({ ...first, ...draft });
  const fields = useMemo(() => envelopeFields(form), [form.reason, form.authority, form.fields]);

  useEffect(() => {
    if (problem) control.setFields(fieldErrors(fields, problem, say));
  }, [problem]);

  const submit = async (values: Record<string, unknown>) => {
    const own = fields.filter(({ name }) => !name.startsWith('~'));
    const body = form.body ? form.body({ ...typed, ...values }) : own.length > 0 || form.fixed ? ({ ...form.fixed, ...bodyOf(own, values) } as BodyOf<R>) : undefined;
    const answer = await send({
      ...(form.path ? { path: typeof form.path === 'function' ? form.path({ ...typed, ...values }) : form.path } : {}), ...(form.query ? { query: form.query } : {}), ...(body === undefined ? {} : { body }),
      reason: values['~reason'] as string | undefined, authority: values['~authority'] as string | undefined, revision: form.revision,
    } as unknown as ActInput<R>);
    if (answer === undefined) return;
    localStorage.removeItem(key);
    onClose();
    show(say(form.title), answer as Receipt | undefined);
    form.onDone?.(answer as ReplyOf<R>, values);
  };

  const loose = problem && (fieldErrors(fields, problem, say).length === 0 || !problem.errors) ? problem : undefined;
  return (
    <Modal
      open
      title={say(form.title)}
      onCancel={onClose}
      width={form.wide ? 880 : 560}
      mask={{ closable: false }}
      style={{ top: 40 }}
      styles={{ body: { maxHeight: 'calc(100dvh - 220px)', overflowY: 'auto', margin: '0 -6px', padding: '0 6px' } }}
      footer={[
        ...(uploading ? [<small key="wait" role="status">{t('waitForUploads')} </small>] : []),
        <Button key="cancel" onClick={onClose}>{t('cancel')}</Button>,
        <Button key="send" type="primary" loading={busy} aria-disabled={uploading} className={uploading ? 'off' : ''} onClick={() => !uploading && control.submit()}>{say(form.confirm ?? form.title)}</Button>,
      ]}
    >
      {restored && <Alert type="info" showIcon className="spaced" title={t('draft')} action={<Button size="small" onClick={() => { localStorage.removeItem(key); control.setFieldsValue(Object.fromEntries(fields.map(({ name }) => [name, first[name]]))); setTyped(first); setRestored(false); }}>{t('discard')}</Button>} />}
      {form.effect && <div className="effect">{typeof form.effect === 'function' ? form.effect(typed) : form.effect}</div>}
      <Form
        form={control}
        name="act"
        layout="vertical"
        className="act-fields"
        initialValues={{ ...first, ...draft }}
        onFinish={(values) => void submit(values)}
        // Enter confirms a date or a choice; an official act is sent by its button alone.
        onKeyDown={(event) => event.key === 'Enter' && event.target instanceof HTMLInputElement && event.preventDefault()}
        onValuesChange={(changed, values) => {
          // What was complained of is being corrected; the rules of a field judge it anew, the server when it is sent.
          control.setFields(Object.keys(changed as object).map((name) => ({ name, errors: [] })));
          setTyped(values);
          clear();
          if (!form.fleeting) keepDraft(key, values as object);
        }}
        scrollToFirstError
      >
        {fields.filter(({ when }) => !when || when(typed)).map((field) => (
          <Form.Item key={field.name} className={field.half ? 'field-half' : 'field-whole'} name={field.name} label={say(field.label)} extra={field.help && say(field.help)} rules={field.required ? [{ required: true, message: t('required') }] : []}>
            <FieldInput field={field} />
          </Form.Item>
        ))}
      </Form>
      {loose && <Told problem={loose} />}
    </Modal>
  );
}

function envelopeFields({ fields = [], reason, authority }: Pick<ActForm<Act>, 'fields' | 'reason' | 'authority'>): readonly Field[] {
  const word = (key: 'reason' | 'authority' | 'reasonHelp' | 'authorityHelp'): Bilingual => ({ zh: actTexts.table[key][0], en: actTexts.table[key][1] });
  return [
    ...fields,
    ...(reason ? [{ name: '~reason', label: word('reason'), kind: 'area' as const, required: reason === 'required', help: word('reasonHelp'), maxLength: 2000 }] : []),
    ...(authority ? [{ name: '~authority', label: word('authority'), kind: 'text' as const, required: authority === 'required', help: word('authorityHelp'), maxLength: 200 }] : []),
  ];
}

/** The problem's words at the fields that it names. */
function fieldErrors(fields: readonly Field[], { errors = [], field, text }: Problem, say: (both: Bilingual) => string): { name: string; errors: string[] }[] {
  const told = [...errors.map((error) => ({ path: error.field, message: say(error.message) })), ...(field ? [{ path: field, message: `${say(text.title)} ${say(text.remedy)}` }] : [])];
  const byName = new Map<string, string[]>();
  for (const { path, message } of told) {
    const name = fieldOf(fields, path);
    if (name) byName.set(name, [...(byName.get(name) ?? []), message]);
  }
  return [...byName].map(([name, messages]) => ({ name, errors: messages }));
}
