/** A report as a line of an import. */
export interface ReportLine {
  readonly unit: string;
  readonly indicator: string;
  readonly period: string;
  readonly value: string;
  readonly note: string;
  readonly evidence: readonly string[];
}

const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Lines as the import takes them: UTF-8, one head, blank lines kept so that rows keep their numbers. */
export const csvOfReports = (lines: readonly (ReportLine | undefined)[]): string =>
  ['unit,indicator,period,value,note,evidence', ...lines.map((line) => (line ? [line.unit, line.indicator, line.period, line.value, line.note, line.evidence.join(';')].map(cell).join(',') : ''))].join('\r\n') + '\r\n';
