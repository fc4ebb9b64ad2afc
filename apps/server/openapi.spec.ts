import { expect, test } from '@jest/globals';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { declaredEndpoints, openApi } from '#engine/http';
import { refusals } from './contexts.js';
import { version } from './version.js';
import './server.module.js';

test('the OpenAPI document is valid, has no two routes of one name and describes every answer', async () => {
  const document = openApi(declaredEndpoints, refusals, version);
  const config = await createConfig({ extends: ['recommended'], rules: { 'operation-4xx-response': 'off', 'no-server-example.com': 'off', 'tag-description': 'off', 'info-license-strict': 'off', 'no-required-schema-properties-undefined': 'off' } });
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'openapi.json', config });
  expect(problems.map((p) => `${p.severity} ${p.ruleId} ${p.message} ${p.location.map((l) => l.pointer).join()}`)).toEqual([]);
});
