import { texts } from '../../language/texts.js';

export const ledgerTexts = texts('supervision-ledger', {
  title: ['督查台账', 'Ledger of findings'],
  empty: ['没有符合条件的问题。', 'No finding fits.'],
  newFinding: ['新建问题', 'New finding'],
  and: ['、', ', '],
  yes: ['是', 'yes'],
  quickAll: ['全部', 'All'],
  quickOpen: ['在办', 'Open'],
  quickOverdue: ['逾期', 'Overdue'],
  quickToCheck: ['待核查', 'To check'],
  quickRed: ['红灯', 'Red'],
  quickListed: ['挂牌督办', 'Publicly listed'],
  quickClosed: ['已销号', 'Closed'],
  quick: ['常用筛选', 'Often used filters'],
});
