import { existsSync } from 'node:fs';
import { join, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** What machines ask; nothing below is a page. */
const forMachines = /^\/(api|health|metrics)(\/|$)/;

/** Addresses of files that a build makes. Any other address is one of the console's own, which may hold dots as codes do. */
const ofFile = /^(?:\/[\w-][\w.-]*)*\/[\w-][\w.-]*\.(?:js|mjs|css|map|html|json|txt|xml|svg|png|jpe?g|gif|webp|ico|webmanifest|woff2?|ttf|wasm|pdf)$/i;

/** Names below `/assets` carry a hash of what is in them, so that they never change. */
const forEver = 'public, max-age=31536000, immutable';
const askEveryTime = 'no-cache';

const notBuilt = `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>质衡 Zhiheng</title></head>
<body>
<h1>质衡 Zhiheng</h1>
<p>控制台尚未构建。请在安装目录运行 <code>node infra/tasks/console.mjs</code>，然后刷新本页；接口照常可用（<a href="/api/openapi.json">接口文档</a>、<a href="/health">健康状态</a>）。</p>
<p lang="en">The console is not built. Run <code>node infra/tasks/console.mjs</code> in the installation folder, then reload this page; the API works meanwhile (<a href="/api/openapi.json">API document</a>, <a href="/health">health</a>).</p>
</body>
</html>
`;

/**
 * The built console: its files, with compressed ones beside them where the browser takes them, and its page for every other address
 * outside the API that a browser opens. A console that is built while the server runs is served from then on.
 * @param folder where the build put it
 */
export function mountConsole(app: NestFastifyApplication, folder: string): void {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  const assets = join(folder, 'assets', sep);
  void fastify.register(fastifyStatic, {
    root: folder, serve: false, preCompressed: true, index: false, dotfiles: 'ignore', cacheControl: false,
    setHeaders: (response, file) => {
      response.setHeader('cache-control', file.startsWith(assets) ? forEver : askEveryTime);
      response.setHeader('vary', 'accept-encoding');
    },
  });
  fastify.get('/*', (request, reply) => {
    const path = request.url.split('?')[0]!;
    if (forMachines.test(path)) return reply.callNotFound();
    if (ofFile.test(path)) return reply.sendFile(path.slice(1));
    if (path !== '/' && !opensPages(request)) return reply.callNotFound();
    return existsSync(join(folder, 'index.html')) ? reply.sendFile('index.html') : sayNotBuilt(reply);
  });
}

/** Whether a browser wants a page: scripts that ask for data do not name HTML. */
const opensPages = ({ headers }: FastifyRequest): boolean => (headers.accept ?? '').toLowerCase().includes('text/html');

const sayNotBuilt = (reply: FastifyReply): FastifyReply => reply.status(503).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(notBuilt);
