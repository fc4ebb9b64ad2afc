import { createHash } from 'node:crypto';
import type { EvidenceReference } from '#domain/reporting';
import type { EvidenceToKeep } from '../../../libs/domain/reporting/evidence/evidence-store.js';

const type = 'text/plain';
const name = '演示佐证.txt';
const bytesOf = (unit: string): Buffer => Buffer.from(`演示数据：${unit} 的佐证材料，仅供演示，不是真实文件。\nDemonstration data: evidence of ${unit}, not a real document.\n`, 'utf8');

/** The file that stands for whatever a unit of the demo city proves something with. */
export function demoEvidence(unit: string): EvidenceReference {
  const bytes = bytesOf(unit);
  return { sha256: createHash('sha256').update(bytes).digest('hex'), name, size: bytes.length, type };
}

/** The same file as it is uploaded. */
export const demoUpload = (unit: string): EvidenceToKeep => ({ bytes: bytesOf(unit), name, type, unit, by: `reporter-${unit}` });
