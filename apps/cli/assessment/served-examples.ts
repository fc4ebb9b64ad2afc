// Answers for specs of commands: only such as the declared route would really give. The program itself never imports it.
import { declaredEndpoints } from '#engine/http';
import '../../server/server.module.js';

/** An answer of a route, checked against its declaration. @throws when the route is not there or would not answer so */
export function served(route: string, body: unknown): unknown {
  const endpoint = declaredEndpoints.find(({ method, path }) => `${method} ${path}` === route);
  if (!endpoint?.reply) throw new Error(`there is no route ${route} with an answer`);
  return endpoint.reply.parse(body);
}

export const both = (text: string) => ({ zh: text, en: text });
export const receipt = { stream: 's', revision: 1, position: 7, recordedAt: '2026-01-05T02:00:00.000Z', events: [{ id: '1', type: 'x.Y' }], repeated: false, changed: true };
