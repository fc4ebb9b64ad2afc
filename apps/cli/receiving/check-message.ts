import { Ajv2020 } from 'ajv/dist/2020.js';
import type { JWK } from 'jose';
import type { Bilingual } from '#engine/kernel';
import type { CloudEvent } from '#engine/relay';
import { dossierMessageSchema } from '../../../libs/domain/cadre-review/cadre-review.topics.js';
import { dossierDocumentSchema, type DossierDocument } from '../../../libs/domain/cadre-review/signed-document/dossier-document.js';
import { documentHash } from '../../../libs/domain/cadre-review/signed-document/dossier-signer.js';
import { readDocument, type DocumentProblem } from '../../../libs/domain/cadre-review/signed-document/read-document.js';

/** What a message carries beside its envelope. */
export interface DossierMessage {
  readonly dossier: string;
  readonly version: number;
  readonly number: string;
  readonly hash: string;
  readonly jws?: string;
  readonly redactedAt?: string;
}

/** Why a dossier is sent back unread. */
export type MessageFault = DocumentProblem | 'not-a-dossier' | 'no-document' | 'other-document' | 'other-content';

export const messageFaultTexts: Readonly<Record<MessageFault, Bilingual>> = {
  'not-a-dossier': { zh: '消息不符合公布的 JSON Schema', en: 'the message does not fit its published JSON Schema' },
  'no-document': { zh: '消息未附签名材料', en: 'the message has no signed document' },
  malformed: { zh: '签名材料格式不正确', en: 'the signed document is malformed' },
  'unknown-key': { zh: '签名公钥不在信任之列', en: 'the signing key is not pinned' },
  'bad-signature': { zh: '签名验证未通过', en: 'the signature does not hold' },
  'wrong-shape': { zh: '材料不符合公布的 JSON Schema', en: 'the document does not fit its published JSON Schema' },
  'other-document': { zh: '材料的哈希与消息不一致', en: 'the document does not have the hash that the message names' },
  'other-content': { zh: '材料的编号或版本与消息不一致', en: 'the document is of another dossier or version than the message' },
};

const ajv = new Ajv2020({ validateFormats: false, strictTypes: false, strictRequired: false, allowUnionTypes: true, logger: false });
const fitsMessage = ajv.compile<DossierMessage>(dossierMessageSchema);
const fitsDocument = ajv.compile<DossierDocument>(dossierDocumentSchema);

/** Check a message as a stranger's: shape, signature by a pinned key, shape of the document, and that both speak of the same thing. */
export async function checkMessage(event: CloudEvent, keySet: { readonly keys: readonly JWK[] }, pinned: readonly string[]): Promise<DossierDocument | MessageFault> {
  const { data } = event;
  if (!fitsMessage(data)) return 'not-a-dossier';
  const message: DossierMessage = data;
  if (message.jws === undefined) return 'no-document';
  const document = await readDocument(message.jws, keySet, pinned);
  if (typeof document === 'string') return document;
  if (!fitsDocument(document)) return 'wrong-shape';
  // Once names were taken out the document is signed anew, and names the one that was handed over.
  const handedOver = document.redaction === null ? documentHash(message.jws) : document.redaction.of;
  if (handedOver !== message.hash || (document.redaction === null) !== (message.redactedAt === undefined)) return 'other-document';
  const same = document.dossier === message.dossier && document.version === message.version && document.number === message.number;
  return same ? document : 'other-content';
}
