/** A cell of a workbook that is written. */
export interface WorkbookCell {
  readonly value: string | number | null;
  /** Index of the style: see `styles`. */
  readonly style: 'head' | 'fixed' | 'fixed-right' | 'open' | 'open-text';
}

/** A rule for what may be typed in a block of cells. */
export interface WorkbookRule {
  readonly cells: string;
  readonly min: string | undefined;
  readonly max: string | undefined;
  readonly whole: boolean;
  readonly title: string;
  readonly says: string;
}

export interface WorkbookSheet {
  readonly name: string;
  readonly widths: readonly number[];
  readonly rows: readonly (readonly WorkbookCell[])[];
  readonly rules: readonly WorkbookRule[];
}

const styleIndex = { head: 1, fixed: 2, 'fixed-right': 3, open: 4, 'open-text': 5 } as const;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');

/** Name of a column: A, B … Z, AA. */
export function columnName(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);
}

function sheetXml({ widths, rows, rules }: WorkbookSheet): string {
  const cols = widths.map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`).join('');
  const data = rows
    .map((row, at) => `<row r="${at + 1}">${row.map(({ value, style }, column) => cellXml(`${columnName(column)}${at + 1}`, value, styleIndex[style])).join('')}</row>`)
    .join('');
  const validations = rules.map(ruleXml).join('');
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols}</cols><sheetData>${data}</sheetData><sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>${rules.length > 0 ? `<dataValidations count="${rules.length}">${validations}</dataValidations>` : ''}</worksheet>`;
}

function cellXml(place: string, value: string | number | null, style: number): string {
  if (value === null || value === '') return `<c r="${place}" s="${style}"/>`;
  if (typeof value === 'number') return `<c r="${place}" s="${style}"><v>${value}</v></c>`;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

function ruleXml({ cells, min, max, whole, title, says }: WorkbookRule): string {
  const operator = min !== undefined && max !== undefined ? 'between' : min !== undefined ? 'greaterThanOrEqual' : 'lessThanOrEqual';
  const formulas = [min, max].filter((limit) => limit !== undefined).map((limit, index) => `<formula${index + 1}>${escaped(limit)}</formula${index + 1}>`).join('');
  const texts = `errorTitle="${escaped(title.slice(0, 30))}" error="${escaped(says.slice(0, 220))}" promptTitle="${escaped(title.slice(0, 30))}" prompt="${escaped(says.slice(0, 220))}"`;
  return `<dataValidation type="${whole ? 'whole' : 'decimal'}" errorStyle="stop" operator="${operator}" allowBlank="1" showInputMessage="1" showErrorMessage="1" ${texts} sqref="${cells}">${formulas}</dataValidation>`;
}

const border = '<left style="thin"><color rgb="FFC9D2D5"/></left><right style="thin"><color rgb="FFC9D2D5"/></right><top style="thin"><color rgb="FFC9D2D5"/></top><bottom style="thin"><color rgb="FFC9D2D5"/></bottom><diagonal/>';
const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE9EEF0"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFF9E5"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${border}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf fillId="2" borderId="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf><xf fillId="2" borderId="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="right" vertical="center"/></xf><xf fillId="3" borderId="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment horizontal="right" vertical="center"/><protection locked="0"/></xf><xf numFmtId="49" fillId="3" borderId="1" applyNumberFormat="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment vertical="center" wrapText="1"/><protection locked="0"/></xf></cellXfs></styleSheet>`;

/** The parts of a workbook with one protected sheet (ECMA-376): only open cells can be typed in, and only what their rules allow. */
export function workbookParts(sheet: WorkbookSheet): readonly { readonly path: string; readonly text: string }[] {
  const name = escaped(sheet.name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31));
  return [
    { path: '[Content_Types].xml', text: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>' },
    { path: '_rels/.rels', text: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>' },
    { path: 'xl/workbook.xml', text: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>` },
    { path: 'xl/_rels/workbook.xml.rels', text: '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>' },
    { path: 'xl/styles.xml', text: stylesXml },
    { path: 'xl/worksheets/sheet1.xml', text: sheetXml(sheet) },
  ];
}
