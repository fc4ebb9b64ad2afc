import { createHash } from 'node:crypto';
import type { Bilingual } from '#engine/kernel';
import type { CampaignContent, DrawBasis, DrawnUnit } from '../campaign.events.js';
import { recusedUnits } from '../campaign-acts.js';

/** The way samples are drawn now; facts name it, so that an older draw is drawn again as it was. */
export const drawAlgorithm = 'sha256-sort/1';

/** How to draw again by hand, with nothing but SHA-256. */
export const drawAlgorithmSteps: Bilingual = {
  zh:
    '种子为 32 个随机字节，写作 64 位小写十六进制；其 SHA-256 与公布的 seedHash 一致。一、对每个候选单位计算 SHA-256（UTF-8 文本“种子|unit|单位编码”），按十六进制结果从小到大排列，取前 count 个为抽中单位。' +
    '二、对每名候选人员计算 SHA-256（“种子|inspector|用户编号”），同样排列成队。三、按抽中单位的次序，逐个从队首起选取前 teamSize 名对该单位无须回避的人员；选中的人按选中次序移到队尾。',
  en:
    'The seed is 32 random bytes, written as 64 lower-case hex digits; its SHA-256 equals the seedHash made public. 1. For each candidate unit take SHA-256 of the UTF-8 text "seed|unit|code", sort the hex digests in ascending order ' +
    'and take the first count units. 2. Put the candidate inspectors in a queue by SHA-256 of "seed|inspector|user" in the same way. 3. For each unit drawn, in that order, take from the head of the queue the first teamSize inspectors ' +
    'not recused for it, and move them to the end of the queue in the order they were taken.',
};

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** SHA-256 of the bytes of a seed: what is made public while the seed is sealed. */
export const seedHashOf = (seed: string): string => sha256(Buffer.from(seed, 'hex'));

/** Whether a text is a seed: 32 bytes in lower-case hex. */
export const isSeed = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/**
 * Draw units, and inspectors for each of them, from a seed. The same basis and seed draw the same for ever.
 * @throws RangeError for an algorithm it does not know, or when a unit has too few inspectors (see {@link unitTooShort})
 */
export function drawSample({ algorithm, units, inspectors, count, teamSize }: DrawBasis, seed: string): readonly DrawnUnit[] {
  if (algorithm !== drawAlgorithm) throw new RangeError(`unknown algorithm ${algorithm}`);
  const ordered = sortedBy(units, (unit) => sha256(`${seed}|unit|${unit}`)).slice(0, count);
  let queue = sortedBy(inspectors, ({ user }) => sha256(`${seed}|inspector|${user}`));
  return ordered.map((unit) => {
    const taken = queue.filter(({ recused }) => !recused.includes(unit)).slice(0, teamSize);
    if (taken.length < teamSize) throw new RangeError(`too few inspectors for ${unit}`);
    queue = [...queue.filter((inspector) => !taken.includes(inspector)), ...taken];
    return { unit, inspectors: taken.map(({ user }) => user) };
  });
}

/** A unit that too few inspectors may inspect; looked at before any seed, so that whether a draw succeeds says nothing about its result. */
export const unitTooShort = ({ units, inspectors, teamSize }: DrawBasis): string | undefined =>
  units.find((unit) => inspectors.filter(({ recused }) => !recused.includes(unit)).length < teamSize);

/** What a campaign's plan gives to draw among: its units, its team, and who is recused for which unit. Sorted, so that no order is chosen. */
export function drawBasisOf(content: CampaignContent, count: number, teamSize: number): DrawBasis {
  return {
    algorithm: drawAlgorithm,
    units: [...content.units].sort(),
    inspectors: content.team.map(({ user }) => ({ user, recused: [...recusedUnits(content, user)].sort() })).sort((a, b) => (a.user < b.user ? -1 : 1)),
    count, teamSize,
  };
}

function sortedBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  return items.map((item) => [keyOf(item), item] as const).sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}
