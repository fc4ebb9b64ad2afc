import { defineRefusals } from '#engine/kernel';

const accepted = { zh: '可上传 PDF、OFD、PNG、JPG、XLSX、DOCX、CSV、TXT 文件。', en: 'PDF, OFD, PNG, JPG, XLSX, DOCX, CSV and TXT files are accepted.' };

/** Every "no" to a file. */
export const evidenceRefusals = defineRefusals({
  'evidence.unknown': {
    kind: 'unprocessable',
    title: { zh: '佐证材料 {sha256} 尚未上传，或不属于您可见的单位。', en: 'Evidence {sha256} has not been uploaded, or belongs to no unit you may see.' },
    remedy: { zh: '请先上传文件，再引用返回的 SHA-256。', en: 'Upload the file first and use the SHA-256 it returns.' },
  },
  'evidence.empty': {
    kind: 'unprocessable',
    title: { zh: '文件是空的。', en: 'The file is empty.' },
    remedy: { zh: '请检查文件后重新上传。', en: 'Check the file and upload it again.' },
  },
  'evidence.too-large': {
    kind: 'unprocessable',
    title: { zh: '文件大小 {size} 字节，超过上限 {limit} 字节。', en: 'The file has {size} bytes; the limit is {limit}.' },
    remedy: { zh: '请压缩图片或拆分文件后再上传。', en: 'Shrink images or split the file.' },
  },
  'evidence.type-not-accepted': {
    kind: 'unprocessable',
    title: { zh: '不接受此类文件（{type}）。', en: 'Files of this kind ({type}) are not accepted.' },
    remedy: { zh: `${accepted.zh}旧版 .xls/.doc 请另存为 .xlsx/.docx；压缩包请解压后逐个上传。`, en: `${accepted.en} Save old .xls and .doc files as .xlsx and .docx; unpack archives and upload their files one by one.` },
  },
  'evidence.type-mismatch': {
    kind: 'unprocessable',
    title: { zh: '文件内容是 {found}，与所称的 {claimed} 不符。', en: 'The content is {found}, not {claimed} as it says.' },
    remedy: { zh: '请上传原始文件，不要只改扩展名。', en: 'Upload the original file; a new extension does not change what it is.' },
  },
  'evidence.bad-name': {
    kind: 'unprocessable',
    title: { zh: '文件名无法使用。', en: 'The file name cannot be used.' },
    remedy: { zh: '请在 X-File-Name 中给出带扩展名的文件名（UTF-8 百分号编码）。', en: 'Give a name with an extension in X-File-Name, as percent-encoded UTF-8.' },
  },
  'evidence.macros': {
    kind: 'unprocessable',
    title: { zh: '文件含有宏或可执行内容（{entry}）。', en: 'The file contains macros or executable content ({entry}).' },
    remedy: { zh: '请另存为不含宏的文件，或导出为 PDF。', en: 'Save it without macros, or export it as PDF.' },
  },
  'evidence.broken-archive': {
    kind: 'unprocessable',
    title: { zh: '文件内部结构有误（{problem}）。', en: 'The inner structure of the file is not right ({problem}).' },
    remedy: { zh: '请用办公软件打开并另存后重新上传。', en: 'Open it in an office program, save it again and upload it.' },
  },
  'evidence.archive-bomb': {
    kind: 'unprocessable',
    title: { zh: '文件解压后过大或条目过多（{problem}）。', en: 'Unpacked, the file is too large or has too many entries ({problem}).' },
    remedy: { zh: '请精简文件内容后再上传。', en: 'Reduce the content of the file.' },
  },
  'evidence.too-many-uploads': {
    kind: 'conflict',
    title: { zh: '您今天的上传额度已用完（每人每天 {files} 个文件、{bytes} 字节）。', en: 'You have used up what one person may upload in a day: {files} files, {bytes} bytes.' },
    remedy: { zh: '请明天再传，或联系系统管理员。', en: 'Go on tomorrow, or ask the system administrator.' },
  },
});
