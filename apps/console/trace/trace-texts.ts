import { texts } from '../language/texts.js';

export const traceTexts = texts('trace', {
  title: ['来龙去脉', 'History and proof'],
  more: ['查看更早的', 'Earlier ones'],
  full: ['在审计追溯中打开', 'Open in audit'],
  none: ['没有记录，或您无权查看。', 'Nothing recorded, or nothing you may see.'],
  prove: ['证明', 'Proof'],
});
