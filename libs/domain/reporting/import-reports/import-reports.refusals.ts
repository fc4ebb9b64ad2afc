import { defineRefusals } from '#engine/kernel';

const columnsZh = '单位、指标、报告期、数值（必需），方案、情况说明、佐证（可选）';
const columnsEn = 'unit, indicator, period, value (needed), plan, note, evidence (optional)';
const asUtf8 = {
  zh: '在 Excel 中选“另存为 → CSV UTF-8（逗号分隔）”后重新上传；确为 GBK/GB18030 文件的，请在上传时指明 encoding=gb18030。',
  en: 'In Excel choose "Save as → CSV UTF-8 (comma delimited)" and upload again; if the file really is GBK or GB18030, say encoding=gb18030.',
};
const numberAdvice = { zh: '请填写半角十进制数字，例如 96.5。', en: 'Write a plain decimal number, such as 96.5.' };

/** Every "no" to a file or row that is imported. Rows are numbered as a spreadsheet shows them: the header is row 1. */
export const importRefusals = defineRefusals({
  'import.empty-file': {
    kind: 'unprocessable',
    title: { zh: '文件没有数据行。', en: 'The file has no rows.' },
    remedy: { zh: '首行为列名，其后每行一条填报。', en: 'The first row names the columns, each later row is a report.' },
  },
  'import.not-csv': {
    kind: 'unprocessable',
    title: { zh: '文件不是 CSV 文本（{found}）。', en: 'The file is no CSV text ({found}).' },
    remedy: asUtf8,
  },
  'import.not-utf8': {
    kind: 'unprocessable',
    title: { zh: '文件不是 UTF-8 编码。', en: 'The file is not UTF-8.' },
    remedy: asUtf8,
  },
  'import.not-gb18030': {
    kind: 'unprocessable',
    title: { zh: '文件不是 GB18030 编码。', en: 'The file is not GB18030.' },
    remedy: asUtf8,
  },
  'import.not-utf16': {
    kind: 'unprocessable',
    title: { zh: '文件以 UTF-16 标记开头，但内容不是完整的 UTF-16LE。', en: 'The file begins with a UTF-16 mark, but is not whole UTF-16LE.' },
    remedy: asUtf8,
  },
  'import.encoding-contradicts': {
    kind: 'unprocessable',
    title: { zh: '指明的编码是 {told}，但文件带有 {found} 标记。', en: 'The encoding was said to be {told}, but the file carries the mark of {found}.' },
    remedy: { zh: '请不要指明 encoding，系统按文件标记读取。', en: 'Leave out encoding; the mark in the file tells.' },
  },
  'import.encoding-ambiguous': {
    kind: 'unprocessable',
    title: { zh: '指明的编码是 GB18030，但文件内容也是合法的 UTF-8，无法确定。', en: 'The encoding was said to be GB18030, but the bytes are valid UTF-8 as well.' },
    remedy: { zh: '多半是 UTF-8：请去掉 encoding 重试并核对预览；确为 GBK 的，请另存为 CSV UTF-8。', en: 'It most likely is UTF-8: try again without encoding and look at the preview; if it is GBK, save it as CSV UTF-8.' },
  },
  'import.garbled': {
    kind: 'unprocessable',
    title: { zh: '第 {row} 行出现乱码“{sample}”，文件在之前的转换中已损坏。', en: 'Row {row} has garbled text "{sample}": the file was damaged by an earlier conversion.' },
    remedy: { zh: '请从原始文件重新导出。', en: 'Export it again from the original.' },
  },
  'import.broken-csv': {
    kind: 'unprocessable',
    title: { zh: '第 {line} 行附近引号不成对，无法分列。', en: 'Quotes do not match near line {line}.' },
    remedy: { zh: '单元格内的双引号须写成两个。', en: 'A quote inside a cell is written twice.' },
  },
  'import.too-many-rows': {
    kind: 'unprocessable',
    title: { zh: '行数超过上限 {limit}。', en: 'More than {limit} rows.' },
    remedy: { zh: '请拆分文件。', en: 'Split the file.' },
  },
  'import.wrong-delimiter': {
    kind: 'unprocessable',
    title: { zh: '列不是用逗号分隔的。', en: 'The columns are not separated by commas.' },
    remedy: { zh: '请另存为逗号分隔的 CSV。', en: 'Save it as comma-separated CSV.' },
  },
  'import.missing-column': {
    kind: 'unprocessable',
    title: { zh: '缺少列“{column}”。', en: 'Column "{column}" is missing.' },
    remedy: { zh: `可用的列：${columnsZh}。`, en: `Columns: ${columnsEn}.` },
  },
  'import.unknown-column': {
    kind: 'unprocessable',
    title: { zh: '不认识的列“{column}”。', en: 'Column "{column}" is not known.' },
    remedy: { zh: `可用的列：${columnsZh}。多余的列请删除。`, en: `Columns: ${columnsEn}. Remove the others.` },
  },
  'import.duplicate-column': {
    kind: 'unprocessable',
    title: { zh: '列“{column}”出现了两次。', en: 'Column "{column}" appears twice.' },
    remedy: { zh: '请只保留一列。', en: 'Keep one of them.' },
  },
  'import.no-plan': {
    kind: 'unprocessable',
    title: { zh: '没有指明方案。', en: 'No plan is named.' },
    remedy: { zh: '请在查询参数 plan 或“方案”列中指明。', en: 'Name it in the query field plan or in a column.' },
  },
  'import.wrong-cell-count': {
    kind: 'unprocessable',
    title: { zh: '该行有 {found} 个单元格，应为 {expected} 个。', en: 'The row has {found} cells instead of {expected}.' },
    remedy: { zh: '请检查该行的逗号和引号。', en: 'Check its commas and quotes.' },
  },
  'import.empty-cell': {
    kind: 'unprocessable',
    title: { zh: '该单元格不能为空。', en: 'The cell must not be empty.' },
    remedy: { zh: '请填写；不适用或尚未发布的，请在系统中单独申报。', en: 'Fill it in; what is not applicable or not yet released is declared on its own.' },
  },
  'import.formula': {
    kind: 'unprocessable',
    title: { zh: '该单元格以 = + - @ 等字符开头，会被表格软件当作公式。', en: 'The cell begins with = + - @ or the like, which a spreadsheet takes for a formula.' },
    remedy: { zh: '请改写开头，或在前面加一个英文单引号。', en: 'Write it differently, or put an apostrophe in front.' },
  },
  'import.full-width': {
    kind: 'unprocessable',
    title: { zh: '数值“{value}”含全角字符。', en: 'The value "{value}" has full-width characters.' },
    remedy: { zh: '请改为半角数字，例如 96.5。系统不会代为改写。', en: 'Write half-width digits, such as 96.5; nothing is changed silently.' },
  },
  'import.percent-sign': {
    kind: 'unprocessable',
    title: { zh: '数值“{value}”带有百分号。', en: 'The value "{value}" has a percent sign.' },
    remedy: { zh: '计量单位以口径卡为准：96% 请填 96。', en: 'The unit is on the definition card: write 96 for 96 %.' },
  },
  'import.thousands-separator': {
    kind: 'unprocessable',
    title: { zh: '数值“{value}”带有千分位逗号。', en: 'The value "{value}" has thousands separators.' },
    remedy: numberAdvice,
  },
  'import.exponent': {
    kind: 'unprocessable',
    title: { zh: '数值“{value}”是科学计数法，可能已丢失精度。', en: 'The value "{value}" has an exponent and may have lost digits.' },
    remedy: { zh: '请在 Excel 中将该列设为“文本”或“数值”后重新填写。', en: 'Format the column as text or number in Excel and enter it again.' },
  },
  'import.not-a-decimal': {
    kind: 'unprocessable',
    title: { zh: '“{value}”不是数字。', en: '"{value}" is no number.' },
    remedy: numberAdvice,
  },
  'import.too-many-digits': {
    kind: 'unprocessable',
    title: { zh: '数值“{value}”过长：整数部分至多 15 位，小数部分至多 12 位。', en: '"{value}" has too many digits: at most 15 before and 12 after the point.' },
    remedy: numberAdvice,
  },
  'import.not-a-period': {
    kind: 'unprocessable',
    title: { zh: '“{value}”不是报告期。', en: '"{value}" is no period.' },
    remedy: { zh: '请写成 2025、2025-H1、2025-Q3 或 2025-07。', en: 'Write 2025, 2025-H1, 2025-Q3 or 2025-07.' },
  },
  'import.bad-plan': {
    kind: 'unprocessable',
    title: { zh: '“{name}”不是方案编码。', en: '"{name}" is no code of a plan.' },
    remedy: { zh: '请填写方案编码。', en: 'Use the code of the plan.' },
  },
  'import.unknown-unit-name': {
    kind: 'unprocessable',
    title: { zh: '没有名为“{name}”的单位。', en: 'No unit is called "{name}".' },
    remedy: { zh: '请填写单位编码，或与名录完全一致的名称。', en: 'Use its code, or its name exactly as in the register.' },
  },
  'import.unknown-indicator-name': {
    kind: 'unprocessable',
    title: { zh: '方案中没有名为“{name}”的指标。', en: 'No indicator of the plan is called "{name}".' },
    remedy: { zh: '请填写指标编码，或与口径卡完全一致的名称。', en: 'Use its code, or its name exactly as on the definition card.' },
  },
  'import.ambiguous-unit-name': {
    kind: 'unprocessable',
    title: { zh: '名称“{name}”对应多个单位。', en: 'More than one unit is called "{name}".' },
    remedy: { zh: '请填写单位编码。', en: 'Use the code.' },
  },
  'import.ambiguous-indicator-name': {
    kind: 'unprocessable',
    title: { zh: '名称“{name}”对应多个指标。', en: 'More than one indicator is called "{name}".' },
    remedy: { zh: '请填写指标编码。', en: 'Use the code.' },
  },
  'import.bad-text': {
    kind: 'unprocessable',
    title: { zh: '该单元格含有无法接受的文字（{problem}）。', en: 'The cell has text that is not acceptable ({problem}).' },
    remedy: { zh: '请删除控制字符、隐藏字符或过长的内容（说明至多 2000 字）。', en: 'Remove control or hidden characters, or shorten it (notes: 2000 characters).' },
  },
  'import.bad-evidence': {
    kind: 'unprocessable',
    title: { zh: '佐证“{value}”不是 SHA-256 地址。', en: 'Evidence "{value}" is no SHA-256 address.' },
    remedy: { zh: '请填写上传佐证材料时返回的 SHA-256，多个以分号分隔，至多 20 个。', en: 'Use the SHA-256 that the upload returned, several separated by semicolons, at most 20.' },
  },
  'import.duplicate-row': {
    kind: 'unprocessable',
    title: { zh: '与第 {first} 行重复（单位、指标、报告期相同）。', en: 'The same unit, indicator and period as row {first}.' },
    remedy: { zh: '请只保留一行。', en: 'Keep one of them.' },
  },
  'import.already-running': {
    kind: 'conflict',
    title: { zh: '您有一个导入正在进行。', en: 'An import of yours is still running.' },
    remedy: { zh: '请等待其完成。', en: 'Wait until it is done.' },
  },
});
