import type { Words } from './words.js';

export const dossierStatusWords: Words = {
  prepared: { zh: '已备', en: 'prepared' }, dispatched: { zh: '已报送', en: 'dispatched' }, acknowledged: { zh: '已签收', en: 'acknowledged' }, rejected: { zh: '已退回', en: 'rejected' }, superseded: { zh: '已更换', en: 'superseded' },
};
export const deliveryWords: Words = {
  none: { zh: '未报送', en: 'not handed over' }, waiting: { zh: '待取', en: 'waiting' }, offered: { zh: '已提供', en: 'offered' }, taken: { zh: '已取走', en: 'taken' },
};
export const receiptOutcomeWords: Words = { acknowledged: { zh: '签收', en: 'acknowledged' }, rejected: { zh: '退回', en: 'rejected' } };
export const preparedOutcomeWords: Words = { prepared: { zh: '已备', en: 'prepared' }, unchanged: { zh: '没有变化', en: 'unchanged' }, refused: { zh: '未备', en: 'refused' } };
export const leaderRankWords: Words = { main: { zh: '正职', en: 'main' }, deputy: { zh: '副职', en: 'deputy' } };
export const leadershipLineWords: Words = { party: { zh: '党委', en: 'party' }, administrative: { zh: '行政', en: 'administrative' }, both: { zh: '党政', en: 'both' } };
export const inclusionWords: Words = { included: { zh: '纳入', en: 'included' }, excluded: { zh: '不再纳入', en: 'no longer included' } };
export const letterSourceWords: Words = { http: { zh: '接口', en: 'HTTP' }, file: { zh: '文件', en: 'file' }, message: { zh: '消息', en: 'message' } };
