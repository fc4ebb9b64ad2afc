import type { Bilingual } from '#engine/kernel';
import type { Health, HealthPart } from '#engine/telemetry';
import { commandSpec } from '../command-line/command.js';

const stateWords: Readonly<Record<HealthPart['state'], Bilingual>> = {
  up: { zh: '正常', en: 'up' }, degraded: { zh: '降级', en: 'degraded' }, down: { zh: '故障', en: 'down' },
};

export const healthTexts = {
  ...stateWords,
  ready: { zh: '可以办理业务。', en: 'Ready.' },
  notReady: { zh: '暂不能办理业务。', en: 'Not ready.' },
  part: { zh: '部分', en: 'Part' },
  state: { zh: '状态', en: 'State' },
  text: { zh: '说明', en: 'Remarks' },
} as const;

/** How the server fares, in short; a server that is not ready gives exit code 5. */
export const serverHealth = commandSpec({
  path: 'health',
  summary: { zh: '服务器健康状态：日志、投影、反应、对外消息', en: 'Health of the server: log, projections, reactions, outgoing messages' },
  run: async ({ api, out }) => {
    const { body } = await api.plain<Health>('/health');
    await out.result(body, () => {
      const mark = { up: out.style.green, degraded: out.style.yellow, down: out.style.red };
      const rows = body.parts.map(({ name, state, text }) => [name, out.say(stateWords[state]), text[out.language]]);
      const table = out.table([{ title: out.say(healthTexts.part) }, { title: out.say(healthTexts.state) }, { title: out.say(healthTexts.text), wrap: true }], rows);
      return `${table}\n\n${body.ready ? mark.up(out.say(healthTexts.ready)) : mark.down(out.say(healthTexts.notReady))}`;
    });
    return body.ready ? undefined : 'different';
  },
});
