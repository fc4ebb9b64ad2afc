import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredEndpoints, openApi } from '#engine/http';
import { projectionEvents } from '#engine/projections';
import { noticeEvents } from '#engine/notices';
import { intakeRefusals } from '#engine/intake';
import { reactionEvents } from '#engine/reactions';
import { commandRefusals } from '#engine/commands';
import { schemeJsonSchema } from '../../libs/domain/scoring/scheme/scheme.js';
import { contexts, inbound, refusals, topics } from '../../apps/server/contexts.js';
import '../../apps/server/server.module.js';
import { settings } from '../../apps/server/settings.js';
import { noticeRefusals } from '../../apps/server/system/notices.refusals.js';
import { systemRefusals } from '../../apps/server/system/system.refusals.js';
import { roles } from '../../libs/domain/identity/roles.js';
import { version } from '../../apps/server/version.js';
import { asyncApi } from './asyncapi.js';
import { cliPage } from './cli-page.js';
import { commandsPage, configurationPage, eventsPage, glossaryPage, httpPage, permissionsPage, refusalsPage, topicsPage } from './render.js';

/** The reference pages by file name, as the code has them now. */
export function pages(): Readonly<Record<string, string>> {
  return {
    'events.md': eventsPage({ ...contexts, engine: { events: [projectionEvents, reactionEvents, noticeEvents] } }),
    'commands.md': commandsPage(contexts),
    'refusals.md': refusalsPage({ ...contexts, engine: { refusals: [commandRefusals, systemRefusals, noticeRefusals, intakeRefusals] } }),
    'topics.md': topicsPage(contexts),
    'asyncapi.json': `${JSON.stringify(asyncApi(topics, inbound, version), null, 2)}\n`,
    'http.md': httpPage(declaredEndpoints),
    'permissions.md': permissionsPage(declaredEndpoints, Object.keys(roles)),
    'openapi.json': `${JSON.stringify(openApi(declaredEndpoints, refusals, version), null, 2)}\n`,
    'scheme.schema.json': `${JSON.stringify(schemeJsonSchema(), null, 2)}\n`,
    'configuration.md': configurationPage(settings),
    'cli.md': cliPage(),
    'glossary.md': glossaryPage(),
  };
}

/** Write the pages into a folder; returns the names of those that were different. */
export function write(folder: string, { dry = false } = {}): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return Object.entries(pages()).flatMap(([name, text]) => {
    const path = join(folder, name);
    let before: string | undefined;
    try {
      before = readFileSync(path, 'utf8');
    } catch {
      before = undefined;
    }
    if (before === text) return [];
    if (!dry) writeFileSync(path, text);
    return [name];
  });
}
