import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { methodWords, schemeValueWords } from '../../../words/scoring-words.js';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useWord } from '../../show/facts.js';
import { fieldText } from '../schemes/field-text.js';
import type { Json, JsonObject } from '../schemes/scheme-content.js';
import { editorTexts } from '../schemes/scheme-texts.js';
import { useEditorFields } from './editor-context.js';
import { firstValue, isSimple, kindOf, looksLike, resolved, variantsOf, withField, type Schema } from './schema.js';

/** A part of a scheme to fill in. */
export interface PartProps {
  readonly schema: Schema;
  readonly value: Json | undefined;
  readonly onChange: (next: Json | undefined) => void;
  /** Place in the content, such as `groups.0.tree.method.target`. */
  readonly path: string;
}

/** A part of a scheme with its name above it: fields by the schema, what is wrong beside them. */
export function SchemaField({ schema: given, value, onChange, path, name, required = false }: PartProps & { readonly name: string; readonly required?: boolean }) {
  const e = useTexts(editorTexts);
  const { say } = useLanguage();
  const { root } = useEditorFields();
  const schema = resolved(given, root);
  const kind = kindOf(schema, root);
  const label = fieldText(name, say, kind);
  if (kind === 'fixed') return null;
  if (kind === 'bilingual' && (required || value !== undefined)) return <Bilingual label={label} value={value} onChange={onChange} path={path} {...(required ? {} : { remove: () => onChange(undefined) })} />;
  if (isSimple(kind)) {
    return (
      <div className="editor-field">
        {kind !== 'flag' && <label htmlFor={path}>{label}{required && <span aria-hidden="true" className="late"> *</span>}</label>}
        <SimpleInput schema={schema} value={value} onChange={onChange} path={path} label={label} required={required} />
        <ProblemAt path={path} />
      </div>
    );
  }
  const removable = !required && value !== undefined;
  return (
    <fieldset className="editor-part">
      <legend>{label}{removable && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={e('removePart', { label })} onClick={() => onChange(undefined)} />}</legend>
      <ProblemAt path={path} />
      {value === undefined ? <Button size="small" icon={<PlusOutlined />} onClick={() => onChange(firstValue(schema, root))}>{e('addPart', { label })}</Button> : <Part schema={schema} value={value} onChange={onChange} path={path} />}
    </fieldset>
  );
}

/** What is wrong with the field at a place. */
export function ProblemAt({ path }: { readonly path: string }) {
  const { problems } = useEditorFields();
  const problem = problems.get(path);
  return problem ? <div className="late scores-note" id={`${path}-problem`}>{problem}</div> : null;
}

function SimpleInput({ schema, value, onChange, path, label, required }: PartProps & { readonly label: string; readonly required: boolean }) {
  const e = useTexts(editorTexts);
  const word = useWord();
  const { root, problems, optionsOf } = useEditorFields();
  const kind = kindOf(schema, root);
  const wrong = problems.has(path);
  const marks = { 'aria-invalid': wrong, ...(wrong ? { 'aria-describedby': `${path}-problem`, status: 'error' as const } : {}) };
  const options = optionsOf(path);
  if (options) return <Select id={path} size="small" className="scores-wide" value={(value as string | undefined) || undefined} allowClear={!required} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} options={[...options]} onChange={(next?: string) => onChange(next)} {...(wrong ? { status: 'error' as const } : {})} />;
  switch (kind) {
    case 'choice': return <Select id={path} size="small" className="scores-wide" value={value as string | undefined} allowClear={!required} placeholder={schema.default === undefined ? e('unset') : word(schemeValueWords, String(schema.default))} popupMatchSelectWidth={false} options={schema.enum!.map((one) => ({ value: one, label: word(schemeValueWords, one) }))} onChange={(next?: string) => onChange(next)} />;
    case 'flag': return <Checkbox id={path} checked={(value as boolean | undefined) ?? schema.default === true} onChange={({ target }) => onChange(target.checked)}>{label}</Checkbox>;
    case 'whole': return <Input id={path} size="small" inputMode="numeric" value={value === undefined ? '' : String(value as number)} placeholder={schema.default === undefined ? '' : String(schema.default)} onChange={({ target }) => { const digits = target.value.replace(/\D/g, ''); onChange(digits === '' ? undefined : Number(digits)); }} {...marks} />;
    default: return <Input id={path} size="small" {...(kind === 'decimal' ? { inputMode: 'decimal' as const, className: 'editor-decimal' } : {})} value={(value as string | undefined) ?? ''} placeholder={schema.default === undefined ? '' : String(schema.default)} onChange={({ target }) => onChange(target.value === '' && !required ? undefined : target.value)} {...marks} />;
  }
}

/** A part that has parts itself. */
function Part(props: PartProps): ReactNode {
  const { root } = useEditorFields();
  switch (kindOf(props.schema, root)) {
    case 'object': return <Fields {...props} />;
    case 'map': return <MapRows {...props} />;
    case 'texts': return <Texts {...props} />;
    case 'list': return <Rows {...props} />;
    case 'either': return <Either {...props} />;
    case 'variants': return <Variants {...props} />;
    default: return null;
  }
}

/** A text in both languages: two fields beside each other. */
function Bilingual({ value, onChange, path, label, remove }: Omit<PartProps, 'schema'> & { readonly label: string; readonly remove?: () => void }) {
  const e = useTexts(editorTexts);
  const { say } = useLanguage();
  const { problems } = useEditorFields();
  const both = (value ?? {}) as JsonObject;
  return (
    <>
      {(['zh', 'en'] as const).map((language) => (
        <div key={language} className="editor-field editor-field-text">
          <label htmlFor={`${path}.${language}`}>{label} · {fieldText(language, say)}{remove && language === 'en' && <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={e('removePart', { label })} onClick={remove} />}</label>
          <Input id={`${path}.${language}`} size="small" value={(both[language] as string | undefined) ?? ''} {...(problems.has(`${path}.${language}`) ? { status: 'error' as const } : {})} onChange={({ target }) => onChange({ ...both, [language]: target.value })} />
          <ProblemAt path={`${path}.${language}`} />
        </div>
      ))}
    </>
  );
}

/** The fields of an object; those of `skip` are drawn elsewhere. */
export function Fields({ schema, value, onChange, path, skip = [] }: PartProps & { readonly skip?: readonly string[] }) {
  const object = (value ?? {}) as JsonObject;
  const names = Object.keys(schema.properties ?? {}).filter((name) => !skip.includes(name));
  return (
    <div className="editor-fields">
      {names.map((name) => <SchemaField key={name} name={name} schema={schema.properties![name]!} value={object[name]} path={`${path}.${name}`} required={schema.required?.includes(name) ?? false} onChange={(next) => onChange(withField(object, name, next))} />)}
    </div>
  );
}

function Rows({ schema, value, onChange, path }: PartProps) {
  const e = useTexts(editorTexts);
  const { root } = useEditorFields();
  const rows = (value ?? []) as readonly Json[];
  const item = resolved(schema.items ?? {}, root);
  return (
    <>
      {rows.map((row, index) => (
        <div key={index} className="editor-row">
          <Part schema={item} value={row} path={`${path}.${index}`} onChange={(next) => onChange(rows.map((one, at) => (at === index ? next! : one)))} />
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={e('removeRow', { n: index + 1 })} onClick={() => onChange(rows.filter((_, at) => at !== index))} />
        </div>
      ))}
      <Button size="small" icon={<PlusOutlined />} onClick={() => onChange([...rows, firstValue(item, root)])}>{e('addRow')}</Button>
    </>
  );
}

function Texts({ value, onChange, path }: PartProps) {
  const { optionsOf } = useEditorFields();
  return <Select id={path} mode="tags" size="small" className="scores-wide" value={[...((value ?? []) as readonly string[])]} options={[...(optionsOf(path) ?? [])]} optionFilterProp="label" aria-label={path} onChange={(next: string[]) => onChange(next)} />;
}

function MapRows({ schema, value, onChange, path }: PartProps) {
  const e = useTexts(editorTexts);
  const { root, optionsOf } = useEditorFields();
  const entries = Object.entries((value ?? {}) as JsonObject);
  const item = resolved(schema.additionalProperties as Schema, root);
  const free = (optionsOf(`${path}.~key`) ?? []).filter(({ value: key }) => !entries.some(([one]) => one === key));
  return (
    <>
      {entries.map(([key, one], index) => (
        <div key={key} className="editor-row">
          <div className="editor-field"><label htmlFor={`${path}.${key}`}>{optionsOf(`${path}.~key`)?.find(({ value: code }) => code === key)?.label ?? key}</label><SimpleInput schema={item} value={one} path={`${path}.${key}`} label={key} required onChange={(next) => onChange(Object.fromEntries(entries.map(([code, before]) => [code, code === key ? (next ?? '') : before])))} /><ProblemAt path={`${path}.${key}`} /></div>
          <Button type="text" size="small" icon={<DeleteOutlined />} aria-label={e('removeRow', { n: index + 1 })} onClick={() => onChange(Object.fromEntries(entries.filter(([code]) => code !== key)))} />
        </div>
      ))}
      <Select size="small" value={null} placeholder={e('addRow')} aria-label={e('addRow')} options={free} className="editor-add-key" popupMatchSelectWidth={false} onChange={(key: string) => onChange(Object.fromEntries([...entries, [key, firstValue(item, root)]]))} />
    </>
  );
}

/** Alternatives: the one the value is of is shown, another can be chosen. */
function Either({ schema, value, onChange, path }: PartProps) {
  const e = useTexts(editorTexts);
  const word = useWord();
  const { root } = useEditorFields();
  const options = (schema.anyOf ?? []).flatMap((one) => { const option = resolved(one, root); return option.anyOf ? option.anyOf.map((inner) => resolved(inner, root)) : [option]; });
  const labelOf = (option: Schema): string => {
    if (option.const !== undefined) return word(schemeValueWords, String(option.const));
    if (option.type === 'array') return e('listed');
    if (option.type === 'string') return e('fixedValue');
    return option.properties === undefined ? e('byLevel') : 'from' in option.properties ? e('ofUnit') : e('ofOther');
  };
  const chosen = Math.max(0, options.findIndex((option) => looksLike(value, option, root)));
  const option = options[chosen]!;
  return (
    <div className="editor-fields">
      <div className="editor-field"><label htmlFor={`${path}~option`}>{e('option')}</label><Select id={`${path}~option`} size="small" className="scores-wide" value={chosen} popupMatchSelectWidth={false} options={options.map((one, index) => ({ value: index, label: labelOf(one) }))} onChange={(next: number) => onChange(firstValue(options[next]!, root))} /></div>
      {isSimple(kindOf(option, root)) ? kindOf(option, root) !== 'fixed' && <div className="editor-field"><label htmlFor={path}>{labelOf(option)}</label><SimpleInput schema={option} value={value} onChange={onChange} path={path} label={labelOf(option)} required /></div> : <Part schema={option} value={value} onChange={onChange} path={path} />}
    </div>
  );
}

/** A method or treatment: its type, then what that type needs. */
function Variants({ schema, value, onChange, path }: PartProps) {
  const word = useWord();
  const { say } = useLanguage();
  const { root } = useEditorFields();
  const variants = variantsOf(schema, root);
  const type = String((value as JsonObject | undefined)?.['type'] ?? '');
  const chosen = variants.get(type);
  return (
    <>
      <div className="editor-field"><label htmlFor={`${path}.type`}>{fieldText('type', say)}</label><Select id={`${path}.type`} size="small" className="scores-wide" value={type || undefined} showSearch={{ optionFilterProp: 'label' }} popupMatchSelectWidth={false} options={[...variants.keys()].map((one) => ({ value: one, label: one in methodWords ? word(methodWords, one) : word(schemeValueWords, one) }))} onChange={(next: string) => onChange(firstValue(variants.get(next)!, root))} /></div>
      {chosen && <Fields schema={chosen} value={value} onChange={onChange} path={path} skip={['type']} />}
    </>
  );
}
