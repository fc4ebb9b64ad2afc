import type { ActForm } from '../../acts/act-dialog.js';
import { texts, useLanguage, useTexts } from '../../language/texts.js';
import type { BodyOf } from '../../server/ask.js';
import { useUnitNames, useUnits, type UnitItem } from '../../show/unit-names.js';
import { unitKindWords } from '../../../words/plan-words.js';
import { cityToday } from '../today.js';
import { optionsOf } from '../word.js';

const formTexts = texts('plan-unit-forms', {
  renames: ['{before} 自 {from} 起更名为 {after}。编码、分工、目标和历史数据不变；此前的材料仍显示当时的名称。', 'From {from} {before} is called {after}. Code, assignments, targets and history stay; what is older keeps the name of its time.'],
  merges: ['{unit} 自 {from} 起并入 {into}，不再接受新的分工、目标和填报；措施分工和指标填报单位须另行调整（在“设置检查”里列出）。', 'From {from} {unit} is part of {into} and takes no new assignments, targets or reports; measures and cards that name it are changed apart (see “Set-up check”).'],
  closes: ['{unit} 自 {from} 起撤销，不再接受新的分工、目标和填报；它的历史仍可查。', 'From {from} {unit} is closed and takes no new assignments, targets or reports; its history stays.'],
  registers: ['登记后即可确定分工、下达目标、登记领导和授权填报。', 'It can then be assigned, given targets, leaders and reporters.'],
  someDay: ['所填日期', 'the date given'],
  some: ['（待填）', '(to be filled in)'],
});

type RegisterBody = BodyOf<'POST /units'>;
const text = (value: unknown): string => String(value ?? '').trim();

/** Register a unit at a place of the official order. */
export function useRegisterForm(units: readonly UnitItem[] | undefined): ActForm<'POST /units'> {
  const t = useTexts(formTexts);
  const last = Math.max(0, ...(units ?? []).map(({ order }) => order));
  return {
    route: 'POST /units', title: { zh: '登记单位', en: 'Register a unit' }, wide: true, authority: 'optional', effect: t('registers'),
    fields: [
      { name: 'name.zh', label: { zh: '名称（中文简称）', en: 'Name (Chinese)' }, kind: 'text', required: true, half: true, maxLength: 100 },
      { name: 'name.en', label: { zh: '名称（英文）', en: 'Name (English)' }, kind: 'text', required: true, half: true, maxLength: 200 },
      { name: 'fullName', label: { zh: '全称', en: 'Full name' }, kind: 'text', maxLength: 200 },
      { name: 'code', label: { zh: '编码', en: 'Code' }, kind: 'text', required: true, half: true, help: { zh: '小写字母、数字和连字符，登记后不能更改。', en: 'Lower-case letters, digits and hyphens; it cannot change later.' } },
      { name: 'kind', label: { zh: '类别', en: 'Kind' }, kind: 'choice', required: true, half: true, options: optionsOf(unitKindWords), first: 'department' },
      { name: 'order', label: { zh: '法定顺序', en: 'Place in the official order' }, kind: 'whole', required: true, half: true, first: last + 1 },
      { name: 'from', label: { zh: '自何日起', en: 'From' }, kind: 'date', required: true, half: true, first: cityToday() },
      { name: 'members', label: { zh: '成员（单位统称才填）', en: 'Members, of a collective only' }, kind: 'units', when: ({ kind }) => kind === 'collective' },
      { name: 'verticallyManaged', label: { zh: '管理方式', en: 'How it is managed' }, kind: 'flag', suffix: '垂直管理 vertically managed' },
      { name: 'note', label: { zh: '备注', en: 'Note' }, kind: 'area', maxLength: 500 },
    ],
    body: (typed) => ({
      code: text(typed['code']), name: { zh: text(typed['name.zh']), en: text(typed['name.en']) }, kind: typed['kind'] as RegisterBody['kind'], order: Number(typed['order']), from: text(typed['from']),
      ...(text(typed['fullName']) ? { fullName: text(typed['fullName']) } : {}), ...(text(typed['note']) ? { note: text(typed['note']) } : {}),
      ...(typed['kind'] === 'collective' ? { members: (typed['members'] ?? []) as string[] } : {}), ...(typed['verticallyManaged'] === true ? { verticallyManaged: true } : {}),
    }),
  };
}

interface UnitForms {
  readonly rename: ActForm<'POST /units/:code/names'>;
  readonly merge: ActForm<'POST /units/:code/merger'>;
  readonly close: ActForm<'POST /units/:code/closure'>;
}

/** What can happen to a unit: a new name, a merger, its end. Each by a document. */
export function useUnitForms(unit: Pick<UnitItem, 'code' | 'name'>): UnitForms {
  const t = useTexts(formTexts);
  const { say, language } = useLanguage();
  const unitName = useUnitNames();
  const others = useUnits()?.filter(({ code, status }) => code !== unit.code && status === 'active').map(({ code }) => code);
  const path = { code: unit.code };
  const day = (typed: Readonly<Record<string, unknown>>): string => text(typed['from']) || t('someDay');
  const from = { name: 'from', label: { zh: '自何日起', en: 'From' }, kind: 'date' as const, required: true, first: cityToday() };
  return {
    rename: {
      route: 'POST /units/:code/names', title: { zh: '更名', en: 'Rename' }, path, authority: 'required',
      effect: (typed) => t('renames', { before: say(unit.name), from: day(typed), after: text(typed[language === 'zh' ? 'name.zh' : 'name.en']) || t('some') }),
      fields: [
        { name: 'name.zh', label: { zh: '新名称（中文简称）', en: 'New name (Chinese)' }, kind: 'text', required: true, maxLength: 100 },
        { name: 'name.en', label: { zh: '新名称（英文）', en: 'New name (English)' }, kind: 'text', required: true, maxLength: 200 },
        { name: 'fullName', label: { zh: '新全称', en: 'New full name' }, kind: 'text', maxLength: 200 },
        from,
      ],
    },
    merge: {
      route: 'POST /units/:code/merger', title: { zh: '并入其他单位', en: 'Merge into another unit' }, path, authority: 'required',
      effect: (typed) => t('merges', { unit: say(unit.name), from: day(typed), into: typed['into'] ? unitName(text(typed['into'])) : t('some') }),
      fields: [{ name: 'into', label: { zh: '承接单位', en: 'Unit that takes over' }, kind: 'unit', required: true, ...(others ? { among: others } : {}) }, from],
    },
    close: {
      route: 'POST /units/:code/closure', title: { zh: '撤销单位', en: 'Close the unit' }, path, authority: 'required',
      effect: (typed) => t('closes', { unit: say(unit.name), from: day(typed) }),
      fields: [from],
    },
  };
}
