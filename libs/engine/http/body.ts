import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { EndpointDefinition } from './endpoint.js';
import { HttpProblem, requestTexts } from './problem.js';

/** Bytes a JSON body may have unless the server says otherwise, and a raw body whose route declares no limit of its own. */
export const largestJsonBody = 1024 * 1024;
export const largestRawBody = 64 * 1024 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The body of a request: parsed JSON, or the bytes where the route declares raw content types; undefined when there is none.
 * Read after the guard, so that nobody who may not come in can make the server hold anything.
 * @throws HttpProblem 413 too large · 415 another content type or encoding than declared · 400 no JSON, or not UTF-8
 */
export async function bodyOf(request: FastifyRequest, { rawBody, bodyLimit }: Pick<EndpointDefinition, 'rawBody' | 'bodyLimit'>): Promise<unknown> {
  if (!announcesBody(request.raw)) return undefined;
  requireType(request.headers['content-type'], rawBody);
  const { 'content-encoding': encoding } = request.headers;
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw unsupported();
  const bytes = await bytesOf(request.raw, bodyLimit ?? (rawBody ? largestRawBody : (request.server.initialConfig.bodyLimit ?? largestJsonBody)));
  if (rawBody) return bytes;
  return bytes.length === 0 ? undefined : parsed(bytes);
}

const announcesBody = ({ method, headers }: IncomingMessage): boolean =>
  method !== 'GET' && method !== 'HEAD' && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0);

function requireType(contentType: string | undefined, rawBody: readonly string[] | undefined): void {
  const [media = '', ...parameters] = (contentType ?? '').toLowerCase().split(';').map((part) => part.trim());
  if (rawBody) {
    if (!rawBody.includes(media)) throw unsupported();
    return;
  }
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length).replaceAll('"', '');
  if (media !== 'application/json' || (charset !== undefined && charset !== 'utf-8')) throw unsupported();
}

function bytesOf(message: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(message.headers['content-length'] ?? 0) > limit) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const onData = (chunk: Buffer): void => {
      size += chunk.length;
      if (size > limit) return finish(() => reject(tooLarge()));
      chunks.push(chunk);
    };
    const onEnd = (): void => finish(() => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)));
    const onBroken = (): void => finish(() => reject(malformed()));
    const finish = (settle: () => void): void => {
      message.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
      settle();
    };
    message.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken);
  });
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw malformed();
  }
}

const tooLarge = (): HttpProblem => new HttpProblem(413, 'request.too-large', requestTexts.tooLarge);
const unsupported = (): HttpProblem => new HttpProblem(415, 'request.unsupported-type', requestTexts.unsupportedType);
const malformed = (): HttpProblem => new HttpProblem(400, 'request.malformed', requestTexts.malformed);
