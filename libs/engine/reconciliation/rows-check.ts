import type { Bilingual } from '#engine/kernel';
import { refold, type AnyProjection, type Refolded, type RefoldParts } from '#engine/projections';
import type { Check } from './reconciliation.js';
import { withScratch, type OpenScratch } from './scratch.js';

export type RowsCheckOptions = Omit<RefoldParts, 'projection' | 'scratch' | 'pace'> & { readonly openScratch: OpenScratch };

const reasons: Readonly<Record<NonNullable<Refolded['impossible']>, Bilingual>> = {
  'older-version': { zh: '仍在使用旧版本程序的行，待新一代切换后再比对。', en: 'Rows of an older version still serve; they are compared once the new generation has taken over.' },
  replaced: { zh: '比对期间切换到了新一代，下次再比对。', en: 'A new generation took over meanwhile; it is compared next time.' },
  halted: { zh: '日志中有本程序无法处理、而现有各行已越过的事件。', en: 'The log has a fact that this program cannot fold and that the rows are past.' },
};

/** Whether the rows and histories of a projection are what the log makes them: every row, by folding the log once more. */
export const rowsCheck = (projection: AnyProjection, { openScratch, ...parts }: RowsCheckOptions): Check => ({
  name: `rows/${projection.name}`,
  run: ({ pace, found }) =>
    withScratch(openScratch, async (scratch) => {
      const { impossible, ...outcome } = await refold({ ...parts, projection, scratch, pace }, ({ table, ...difference }) => found({ ...difference, place: table }));
      return { ...outcome, ...(impossible === undefined ? {} : { notCompared: reasons[impossible] }) };
    }),
});
