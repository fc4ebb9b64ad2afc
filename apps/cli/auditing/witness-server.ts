import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { addCheckpointPath, largestQuestion, type Witness } from '#engine/witness';

/** What a witness tells of itself to anybody. */
export interface AboutWitness {
  readonly verifierKey: string;
  readonly origins: readonly string[];
}

/** The protocol of C2SP tlog-witness over HTTP, and a page of text that tells the public key. */
export function witnessServer(witness: Witness, about: AboutWitness, onFault: (error: unknown) => void): Server {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, keepAliveTimeout: 5_000 }, (request, response) => {
    answer(witness, about, request, response).catch((error: unknown) => {
      onFault(error);
      if (!response.headersSent) reply(response, 500, 'text/plain; charset=utf-8', 'nothing was signed\n');
      else response.destroy();
    });
  });
  server.maxConnections = 100;
  return server;
}

async function answer(witness: Witness, { verifierKey, origins }: AboutWitness, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = (request.url ?? '/').split('?')[0];
  if (request.method === 'GET' && path === '/') return reply(response, 200, 'text/plain; charset=utf-8', `${verifierKey}\n${origins.map((origin) => `${origin} ${witness.last(origin)?.size ?? 0}\n`).join('')}`);
  if (path !== addCheckpointPath) return reply(response, 404, 'text/plain; charset=utf-8', 'no such page\n');
  if (request.method !== 'POST') return reply(response, 405, 'text/plain; charset=utf-8', 'POST only\n');
  const body = await bodyOf(request);
  if (body === undefined) return reply(response, 413, 'text/plain; charset=utf-8', 'too large\n');
  const answered = await witness.addCheckpoint(body);
  reply(response, answered.status, answered.contentType, answered.body);
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestQuestion) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function reply(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), 'x-content-type-options': 'nosniff' }).end(body);
}
