import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { City, type Visit } from './visit.js';

const dossier = '/cadre-review/dossiers/2024-districts';

const pages: readonly (readonly [name: string, path: string, shows: Readonly<Record<'zh' | 'en', RegExp>>])[] = [
  ['register', '/cadre-review', { zh: /2024年度质量工作考核/, en: /Quality assessment 2024/ }],
  ['dossier', `${dossier}/xuanwu/1`, { zh: /已确认的事实/, en: /Confirmed facts/ }],
  ['dossier-rejected', `${dossier}/gulou/1`, { zh: /领导任职信息待核/, en: /rejected/ }],
  ['letter', `${dossier}/gulou/1/letter`, { zh: /关于报送鼓楼区/, en: /Letter submitting/ }],
  ['receipts', '/cadre-review/receipts', { zh: /未能受理/, en: /could be taken|could not be taken/ }],
  ['rules', '/cadre-review/rules', { zh: /金陵海关/, en: /Vertically managed units/ }],
];

let city: City;

beforeAll(async () => {
  city = await City.open();
});

afterAll(async () => {
  await city?.close();
});

async function tour(visit: Visit, language: 'zh' | 'en', person: string): Promise<void> {
  const wrong: string[] = [];
  for (const [name, path, shows] of pages) {
    try {
      await visit.open(path);
      await visit.page.locator('#content').getByText(shows[language]).first().waitFor({ timeout: 15_000 });
      await visit.shot(`cadre-${name}-${person}`, { wholePage: true });
      await visit.check();
    } catch (error) {
      await visit.shot(`cadre-${name}-${person}`, { wholePage: true });
      wrong.push(`${path}: ${String(error).slice(0, 1500)}`);
    }
  }
  expect(wrong).toEqual([]);
}

describe('every page of cadre review', () => {
  test.each<['zh' | 'en', 'desktop' | 'phone', string]>([['zh', 'desktop', 'bureau'], ['en', 'desktop', 'organisation'], ['zh', 'phone', 'organisation'], ['en', 'phone', 'bureau']])('reads well in %s on a %s for %s', async (language, device, person) => {
    const visit = await city.visit(person, { language, device });
    await tour(visit, language, person);
    await visit.close();
  });
});

describe('a dossier goes to the organisation department', () => {
  test('the bureau prepares and hands over, the organisation takes it and sends a receipt, the bureau sees it at once', async () => {
    const bureau = await city.visit('bureau');
    await bureau.open('/cadre-review');
    const letter = `宁质函〔2025〕${Date.now() % 100_000}号`;
    await bureau.page.getByRole('button', { name: '备全轮材料' }).click();
    const dialog = bureau.page.locator('.ant-modal').last();
    await dialog.getByLabel('函号').fill(letter);
    await dialog.getByLabel(/替换原因/).fill('领导任职信息已核。');
    await bureau.shot('cadre-form-prepare');
    await dialog.getByRole('button', { name: '备全轮材料' }).click();
    const outcome = bureau.page.getByRole('status').filter({ hasText: '本次备材料结果' });
    await outcome.waitFor({ timeout: 60_000 });
    expect(await outcome.getByRole('row').count()).toBe(13);
    await bureau.shot('cadre-outcome', { wholePage: true });

    const { body } = await city.call('bureau', 'GET', '/cadre-review/dossiers?status=prepared&limit=50');
    const { unit, version } = body.items[0] as { unit: string; version: number };
    await bureau.open(`${dossier}/${unit}/${version}`);
    await bureau.page.locator('#content').getByRole('button', { name: '报送', exact: true }).click();
    await bureau.page.locator('.ant-modal-footer').getByRole('button', { name: '报送' }).click();
    await bureau.page.locator('.ant-notification').getByText(/已记录/).first().waitFor({ timeout: 30_000 });
    await bureau.page.locator('#content').getByText('待取').first().waitFor();

    const organisation = await city.visit('organisation');
    await organisation.open('/cadre-review');
    const saved = organisation.page.waitForEvent('download');
    await organisation.page.getByRole('button', { name: '取走新材料' }).click();
    expect((await saved).suggestedFilename()).toMatch(/^dossiers-\d+\.json$/);
    await organisation.page.getByText(/已取走 \d+ 份/).waitFor();
    await bureau.open(`${dossier}/${unit}/${version}`); // what was taken is not in the log, so nobody is told live
    await bureau.page.locator('#content').getByText('已取走').first().waitFor();

    await organisation.open(`${dossier}/${unit}/${version}`);
    await organisation.page.locator('#content').getByRole('button', { name: '回执' }).click();
    await organisation.shot('cadre-form-receipt');
    await organisation.page.locator('.ant-modal-footer').getByRole('button', { name: '送出回执' }).click();
    await organisation.page.locator('#content').getByText('已签收').first().waitFor({ timeout: 30_000 });
    await organisation.close();

    await bureau.page.locator('#content').getByText('已签收').first().waitFor({ timeout: 40_000 }); // told live
    await bureau.shot('cadre-acknowledged', { wholePage: true });
    await bureau.close();
  });

  test('the organisation department adopts rules and includes a vertically managed unit', async () => {
    const organisation = await city.visit('organisation');
    await organisation.open('/cadre-review/rules');
    const document = `宁组发〔2026〕${Date.now() % 100_000}号`;
    await organisation.page.getByRole('button', { name: '发布新版规则' }).click();
    const dialog = organisation.page.locator('.ant-modal').last();
    await dialog.getByLabel('依据文号', { exact: true }).first().fill(document);
    await dialog.getByLabel(/占综合考核比重/).fill('4');
    await organisation.shot('cadre-form-rules');
    await organisation.check();
    await dialog.locator('.ant-modal-footer').getByRole('button', { name: '发布新版规则' }).click();
    await organisation.page.locator('#content').getByText(document).first().waitFor({ timeout: 30_000 });

    const row = organisation.page.getByRole('row', { name: /金陵海关/ });
    await row.getByRole('button', { name: /决定纳入|不再纳入/ }).click();
    const decision = organisation.page.locator('.ant-modal').last();
    await decision.getByLabel('决定文号').fill(document);
    await decision.locator('.ant-modal-footer .ant-btn-primary').click();
    await row.getByText(document).waitFor({ timeout: 30_000 });
    await organisation.shot('cadre-rules-adopted', { wholePage: true });
    await organisation.close();
  });
});
