import { texts } from '../language/texts.js';

/** Words that several pages of the plan share. */
export const planTexts = texts('plan', {
  measure: ['第 {no} 条', 'Measure {no}'],
  general: ['总体目标', 'Overall targets'],
  city: ['全市', 'City'],
  yes: ['是', 'yes'],
  no: ['否', 'no'],
  none: ['无', 'none'],
  labelled: ['{label}：', '{label}: '],
  notAssigned: ['尚未确定', 'not assigned yet'],
  notSet: ['未下达', 'not set'],
  doesNotReport: ['不填报', 'does not report'],
  present: ['现行', 'in force'],
  future: ['未到起始日', 'not begun yet'],
  until: ['至今', 'to date'],
  document: ['依据：{document}', 'Under {document}'],
  views: ['本页内容', 'Parts of this page'],
  position: ['日志位置', 'Log position'],
  day: ['日期', 'Date'],
  by: ['办理人', 'By'],
  reason: ['理由', 'Reason'],
  authority: ['依据文号', 'Document'],
  loadingNames: ['正在读取名称', 'reading names'],
});
