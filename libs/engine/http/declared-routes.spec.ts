import { Controller, Get } from '@nestjs/common';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { cityPolicy, defineRefusals } from '#engine/kernel';
import { endpoint, openApi, pageQuery, textField, type EndpointDefinition } from './index.js';
import { listening } from './http-examples.js';

@Controller()
class ForgottenHttp {
  @Get('forgotten')
  forgotten() {
    return {};
  }
}

describe('declared routes', () => {
  test('are the only ones that start below the prefix', async () => {
    await expect(listening({}, [ForgottenHttp])).rejects.toThrow('GET /api/forgotten is not declared');
  });

  test('make an OpenAPI document with parameters, policy, refusals and bodies', () => {
    const refusals = defineRefusals({ 'a.no': { kind: 'conflict', title: { zh: '不', en: 'no' }, remedy: { zh: '改', en: 'change' } } });
    const change = endpoint({
      method: 'POST', path: '/things/:id', tag: 'things', access: cityPolicy('things.change', []), command: true, status: 201, summary: { zh: '改', en: 'Change' },
      params: z.strictObject({ id: z.string() }), body: z.strictObject({ text: textField(10) }), reply: z.object({ ok: z.boolean() }), refusals: ['a.no'],
    });
    const list: EndpointDefinition = { method: 'GET', path: '/things', tag: 'things', access: 'public', summary: { zh: '列', en: 'List' }, query: z.strictObject(pageQuery), replyType: 'text/csv' };
    const document = openApi([change, list], refusals, '1.0.0') as any;
    expect(Object.keys(document.paths)).toEqual(['/api/things', '/api/things/{id}']);
    const { post } = document.paths['/api/things/{id}'];
    expect(post).toMatchObject({ operationId: 'postThingsId', 'x-policy': 'things.change', summary: 'Change' });
    expect(post.parameters.map((p: { name: string; in: string }) => `${p.in} ${p.name}`)).toEqual(['path id', 'header Idempotency-Key', 'header If-Match', 'header X-Reason', 'header X-Authority']);
    expect(post.description).toContain('`a.no` 不 / no');
    expect(post.requestBody.content['application/json'].schema).toMatchObject({ additionalProperties: false, required: ['text'], properties: { text: { maxLength: 10 } } });
    expect(Object.keys(post.responses)).toEqual(['201', '4XX', '5XX']);
    const { get } = document.paths['/api/things'];
    expect([get.security, Object.keys(get.responses['200'].content)]).toEqual([[], ['text/csv']]);
    expect(get.parameters.map((p: { name: string; required: boolean }) => [p.name, p.required])).toEqual([['limit', false], ['cursor', false]]);
  });
});
