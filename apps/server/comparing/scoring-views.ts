import { createHash } from 'node:crypto';
import { canonicalJson, covers, type JsonObject } from '#engine/kernel';
import { filters } from '#engine/http';
import { tableView, wholeView, type Asked, type ComparableView } from '../../../libs/domain/history/comparing/comparable-view.js';
import { readBoard, type BoardLine } from '../../../libs/domain/scoring/live-board/live-board.http.js';
import { boardKey, liveBoard, scoreKey, scoreTable, type ScoreRow } from '../../../libs/domain/scoring/live-board/live-board.projection.js';
import { schemeRegister, type SchemeRow } from '../../../libs/domain/scoring/scheme-register/scheme-register.projection.js';
import { maySeeSchemes, maySeeScores } from '../../../libs/domain/scoring/scoring.policies.js';
import { labels, yesNo } from './words.js';

/** Boards of a year as known at a position: ranks are those of the whole group, lines those of the units that are seen. */
async function boardsAt({ views, actor, given }: Asked, position: number): Promise<ReadonlyMap<string, BoardLine>> {
  const [plan, year] = [String(given.plan), Number(given.year)];
  const moment = { asKnownAt: String(position) };
  const { rows } = await views.all<ScoreRow>(liveBoard.name, scoreTable.name, { ...moment, where: [{ field: 'board', is: 'prefix', value: boardKey(plan, year, '') }] });
  const groups = [...new Set(rows.map(({ row }) => row.group))].filter((group) => given.group === undefined || group === given.group);
  const seen = maySeeScores.scope(actor);
  const found = new Map<string, BoardLine>();
  for (const group of groups) {
    const { lines } = await readBoard(views, { plan, year, group }, moment);
    for (const line of lines) if (covers(seen, line.unit) && (given.unit === undefined || given.unit === line.unit)) found.set(scoreKey(plan, year, group, line.unit), line);
  }
  return found;
}

const board = wholeView<BoardLine>({
  code: 'board', title: { zh: '实时得分榜', en: 'Live board' }, policy: maySeeScores, filters: ['plan', 'year', 'group', 'unit'], required: ['plan', 'year'],
  rowsAt: boardsAt,
  unit: ({ unit }) => unit,
  about: [
    { name: 'plan', label: labels.plan, of: (row) => row.plan }, { name: 'year', label: labels.year, of: (row) => row.year }, { name: 'group', label: labels.group, of: (row) => row.group },
    { name: 'unit', label: labels.unit, of: (row) => row.unit },
  ],
  fields: [
    { name: 'rank', label: labels.rank, of: (row) => row.rank },
    { name: 'published', label: { zh: '得分', en: 'score' }, of: (row) => row.published },
    { name: 'raw', label: { zh: '原始分', en: 'raw score' }, of: (row) => row.raw },
    { name: 'base', label: { zh: '基本分', en: 'base score' }, of: (row) => row.base },
    { name: 'bonus', label: { zh: '加分', en: 'bonus' }, of: (row) => row.bonus },
    { name: 'deduction', label: { zh: '扣分', en: 'deduction' }, of: (row) => row.deduction },
    { name: 'grade', label: labels.grade, of: (row) => row.grade },
    { name: 'scoreGrade', label: { zh: '按得分的等次', en: 'grade by score' }, of: (row) => row.scoreGrade },
    { name: 'vetoed', label: { zh: '一票否决', en: 'vetoed' }, of: (row) => row.vetoed, words: yesNo },
    { name: 'quota', label: { zh: '名额', en: 'quota' }, of: (row) => row.quota, words: { inside: { zh: '名额内', en: 'inside' }, 'pushed-out': { zh: '名额外', en: 'pushed out' } } },
    { name: 'coverage', label: { zh: '数据覆盖', en: 'coverage' }, of: (row) => row.coverage },
    { name: 'gaps', label: { zh: '缺项', en: 'gaps' }, of: (row) => row.gaps },
    { name: 'provisional', label: { zh: '暂定', en: 'provisional' }, of: (row) => row.provisional, words: yesNo },
    { name: 'noTotal', label: { zh: '无总分原因', en: 'why no total' }, of: (row) => row.noTotal },
    { name: 'scheme', label: { zh: '评分细则', en: 'scheme' }, of: (row) => `${row.scheme} v${row.schemeVersion}` },
  ],
});

/** SHA-256 (hex) of a scheme's content in canonical JSON: tells that a draft changed without showing it whole. */
const digest = (content: JsonObject | null): string | null => (content === null ? null : createHash('sha256').update(canonicalJson(content)).digest('hex'));

const schemes = tableView<SchemeRow>({
  code: 'schemes', title: { zh: '评分细则', en: 'Schemes' }, policy: maySeeSchemes, projection: schemeRegister.name, table: schemeRegister.table.name, filters: ['plan', 'year', 'status'],
  conditions: ({ given }) => filters(given),
  about: [{ name: 'scheme', label: { zh: '评分细则', en: 'scheme' }, of: (row) => row.scheme }, { name: 'plan', label: labels.plan, of: (row) => row.plan }],
  fields: [
    { name: 'status', label: labels.status, of: (row) => row.status, words: { draft: { zh: '草稿', en: 'draft' }, published: { zh: '已印发', en: 'published' }, withdrawn: { zh: '已废止', en: 'withdrawn' } } },
    { name: 'year', label: labels.year, of: (row) => row.year },
    { name: 'version', label: { zh: '版本', en: 'version' }, of: (row) => row.version },
    { name: 'document', label: labels.document, of: (row) => row.document },
    { name: 'hash', label: { zh: '印发内容（SHA-256）', en: 'published content (SHA-256)' }, of: (row) => row.hash },
    { name: 'draft', label: { zh: '草稿内容（SHA-256）', en: 'draft content (SHA-256)' }, of: (row) => digest(row.draft) },
  ],
});

export const scoringViews: readonly ComparableView[] = [board, schemes];
