import type { Json } from '#engine/kernel';
import { both, list, text, word, type MaybeShown, type Shown } from '../../../libs/domain/history/change-history/shown.js';
import type { ToldField } from '../../../libs/domain/history/change-history/telling.js';
import { schemeEvents } from '../../../libs/domain/scoring/scheme.events.js';
import { becomes, field, tellingsFor, type Words } from './telling-kit.js';

const schemeWords: Words = { draft: { zh: '草案', en: 'draft' }, published: { zh: '已印发', en: 'published' }, withdrawn: { zh: '已废止', en: 'withdrawn' } };
export const scoringTexts = { schemeWords };

type Content = Readonly<Record<string, Json>>;
interface WithContent {
  readonly content: Content;
}
type Loose = Readonly<Record<string, unknown>>;

const objects = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.filter((one): one is Loose => typeof one === 'object' && one !== null && !Array.isArray(one)) : []);
const scalar = (value: unknown): string | undefined => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined);

/** The title of a content; an older schema may have none. */
function titleOf(content: Content): MaybeShown {
  const { zh, en } = (typeof content['title'] === 'object' && content['title'] !== null ? content['title'] : {}) as Loose;
  return typeof zh === 'string' && typeof en === 'string' ? both({ zh, en }) : undefined;
}

/** Every node of every group with its weight or points: what a change of a scheme is about, most of the time. */
function weightsOf(content: Content): readonly string[] {
  return objects(content['groups']).flatMap((group) => {
    const walk = (node: Loose): string[] => {
      const share = scalar(node['weight']) ?? scalar(node['points']);
      return [...(share === undefined ? [] : [`${scalar(group['code']) ?? ''}/${scalar(node['code']) ?? ''} ${share}`]), ...objects(node['children']).flatMap(walk)];
    };
    return objects([group['tree']]).flatMap(walk);
  });
}

const groupsOf = ({ content }: WithContent): readonly Loose[] => objects(content['groups']);
/** A setting of each group by its JSON: it is read by who knows the scheme's schema. */
const ofGroups = (member: string) => (data: WithContent): MaybeShown => {
  const set = groupsOf(data).filter((group) => group[member] !== undefined);
  return set.length === 0 ? undefined : list(set, (group): Shown => text(`${scalar(group['code']) ?? ''} ${JSON.stringify(group[member])}`));
};

const contentFields: Readonly<Record<string, ToldField<WithContent>>> = {
  title: field('名称', 'title', ({ content }) => titleOf(content)),
  groups: field('分组', 'groups', (data) => list(groupsOf(data), (group) => text(scalar(group['code']) ?? ''))),
  units: field('被考核单位', 'units assessed', ofGroups('units')),
  weights: field('权重和分值', 'weights and points', ({ content }) => list(weightsOf(content), (one) => text(one))),
  bands: field('等次', 'grade bands', ofGroups('bands')), quotas: field('等次名额', 'quotas', ofGroups('quotas')), bonuses: field('加分规则', 'bonus rules', ofGroups('bonuses')),
  deductions: field('扣分规则', 'deduction rules', ofGroups('deductions')), vetoes: field('一票否决', 'vetoes', ofGroups('vetoes')), rounding: field('取舍', 'rounding', ofGroups('rounding')), missing: field('缺值处理', 'missing values', ofGroups('missing')),
};

const called = ({ scheme, content }: WithContent & { readonly scheme: string }): Shown => titleOf(content) ?? text(scheme);
const scheme = { kind: 'scheme', key: (data: { readonly scheme: string }) => data.scheme, audience: 'schemes' } as const;
const naming = (data: WithContent & { readonly scheme: string }) => {
  const title = titleOf(data.content);
  return title?.as === 'words' ? [{ of: 'scheme', key: data.scheme, name: title.words } as const] : [];
};

export const schemeTellings = tellingsFor(schemeEvents, {
  'scoring.SchemeDrafted': {
    ...scheme, sentence: { zh: '起草评分细则“{title}”（{scheme}）', en: 'drafted the scheme “{title}” ({scheme})' }, says: (data) => ({ title: called(data), scheme: text(data.scheme) }),
    fields: { ...contentFields, state: becomes(schemeWords, 'draft') }, names: naming,
  },
  'scoring.SchemeRevised': {
    ...scheme, sentence: { zh: '修改评分细则“{title}”（{scheme}）的草案', en: 'revised the draft of the scheme “{title}” ({scheme})' }, says: (data) => ({ title: called(data), scheme: text(data.scheme) }),
    fields: contentFields, names: naming,
  },
  'scoring.SchemePublished': {
    ...scheme,
    sentence: { zh: '依据{document}印发 {year} 年评分细则“{title}”第 {version} 版', en: 'published version {version} of the scheme “{title}” for {year} under {document}' },
    says: (data) => ({ title: called(data), year: text(data.year), version: text(data.version), document: text(data.document) }),
    fields: { ...contentFields, state: becomes(schemeWords, 'published'), version: field('版本', 'version', ({ version }) => text(version)), hash: field('内容摘要', 'hash of the content', ({ hash }) => text(hash)) }, names: naming,
  },
  'scoring.SchemeWithdrawn': {
    ...scheme,
    sentence: { zh: '依据{document}废止 {year} 年评分细则{scheme}第 {version} 版，理由：{reason}', en: 'withdrew version {version} of the scheme {scheme} for {year} under {document}, because: {reason}' },
    says: (data) => ({ scheme: { as: 'name', of: 'scheme', key: data.scheme, code: data.scheme }, year: text(data.year), version: text(data.version), document: text(data.document), reason: text(data.reason) }),
    fields: { state: field('状态', 'state', () => word(schemeWords, 'withdrawn')) },
  },
});
