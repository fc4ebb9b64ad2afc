import { Button, Checkbox, Select } from 'antd';
import { useLanguage, useTexts } from '../../language/texts.js';
import { useUnitOptions } from '../../show/unit-names.js';
import type { Json, SchemeContent, SchemeGroup } from '../schemes/scheme-content.js';
import { editorTexts } from '../schemes/scheme-texts.js';
import { useEditorFields } from './editor-context.js';
import { Fields, ProblemAt } from './schema-field.js';
import { resolved } from './schema.js';

interface GroupProps {
  readonly group: SchemeGroup;
  readonly path: string;
  readonly onChange: (next: SchemeGroup) => void;
}

function useGroupSchema() {
  const { root } = useEditorFields();
  return resolved(root.properties!['groups']!.items!, root);
}

/** Grades, quotas, bonuses, deductions, vetoes, rounding and what happens without data. */
export function RulesForm({ group, path, onChange }: GroupProps) {
  return <section className="card"><Fields schema={useGroupSchema()} value={group as unknown as Json} path={path} skip={['code', 'title', 'units', 'tree', 'scale']} onChange={(next) => onChange(next as unknown as SchemeGroup)} /></section>;
}

function Units({ group, path, onChange }: GroupProps) {
  const e = useTexts(editorTexts);
  const options = useUnitOptions();
  const all = group.units === '*';
  return (
    <div className="editor-field editor-field-wide">
      <label htmlFor={`${path}.units`}>{e('units')}</label>
      {!all && <Select id={`${path}.units`} mode="multiple" className="scores-wide" value={[...(group.units as readonly string[])]} options={options} optionFilterProp="label" onChange={(units: string[]) => onChange({ ...group, units })} />}
      <Checkbox checked={all} onChange={({ target }) => onChange({ ...group, units: target.checked ? '*' : [] })}>{e('allUnits')}</Checkbox>
      <ProblemAt path={`${path}.units`} />
    </div>
  );
}

/** What the scheme is called and where it is from; name, units and full points of each group. */
export function BasicsForm({ content, onChange }: { readonly content: SchemeContent; readonly onChange: (next: SchemeContent) => void }) {
  const e = useTexts(editorTexts);
  const { say } = useLanguage();
  const { root } = useEditorFields();
  const schema = useGroupSchema();
  const put = (index: number, next: SchemeGroup) => onChange({ ...content, groups: content.groups.map((one, at) => (at === index ? next : one)) });
  const addGroup = () => {
    const model = content.groups[0]!;
    const code = `group-${content.groups.length + 1}`;
    onChange({ ...content, groups: [...content.groups, { ...model, code, title: { zh: `第${content.groups.length + 1}组`, en: `Group ${content.groups.length + 1}` }, units: [] }] });
  };
  return (
    <>
      <section className="card"><Fields schema={root} value={content as unknown as Json} path="" skip={['$schema', 'schemaVersion', 'id', 'version', 'groups']} onChange={(next) => onChange(next as unknown as SchemeContent)} /></section>
      {content.groups.map((group, index) => (
        <section key={index} className="card">
          <h2>{e('groupOf', { group: say(group.title) })}</h2>
          <Units group={group} path={`groups.${index}`} onChange={(next) => put(index, next)} />
          <Fields schema={schema} value={group as unknown as Json} path={`groups.${index}`} skip={Object.keys(schema.properties!).filter((name) => !['code', 'title', 'scale'].includes(name))} onChange={(next) => put(index, next as unknown as SchemeGroup)} />
          {content.groups.length > 1 && <Button size="small" onClick={() => onChange({ ...content, groups: content.groups.filter((_, at) => at !== index) })}>{e('removeGroup')}</Button>}
        </section>
      ))}
      <Button onClick={addGroup}>{e('addGroup')}</Button>
    </>
  );
}
