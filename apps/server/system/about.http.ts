import { Controller, Inject } from '@nestjs/common';
import { z } from 'zod';
import { declaredEndpoints, endpoint, Handle, openApi, Refusals } from '#engine/http';
import type { RefusalCatalogue } from '#engine/kernel';
import { About } from '../tokens.js';
import { version } from '../version.js';

/** What the server says of itself to anybody. */
export interface AboutServer {
  readonly demo: boolean;
  readonly plan: string;
  readonly year: number;
  /** Identity of the log; proofs and messages name it. */
  readonly origin: string;
  /** Accounts to try, in demo mode only. */
  readonly accounts: readonly { readonly name: string; readonly role: string; readonly unit: string | null; readonly title: { readonly zh: string; readonly en: string } }[];
  readonly password: string | null;
}

const about = endpoint({
  method: 'GET', path: '/system', tag: 'system', access: 'public',
  summary: { zh: '版本、方案、演示账号（仅演示模式）', en: 'Version, plan, and demo accounts in demo mode' },
  reply: z.object({
    version: z.string(), demo: z.boolean(), plan: z.string(), year: z.number().int(), origin: z.string(),
    accounts: z.array(z.object({ name: z.string(), role: z.string(), unit: z.string().nullable(), title: z.object({ zh: z.string(), en: z.string() }) })), password: z.string().nullable(),
  }),
});
const document = endpoint({
  method: 'GET', path: '/openapi.json', tag: 'system', access: 'public',
  summary: { zh: '本接口的 OpenAPI 3.1 文档', en: 'The OpenAPI 3.1 document of this API' },
});

@Controller()
export class AboutHttp {
  constructor(
    @Inject(About) private readonly self: AboutServer,
    @Inject(Refusals) private readonly refusals: RefusalCatalogue,
  ) {}

  @Handle(about)
  about() {
    return { version, ...this.self };
  }

  @Handle(document)
  document() {
    return openApi(declaredEndpoints, this.refusals, version);
  }
}
