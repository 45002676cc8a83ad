import assert from 'node:assert/strict';
import { describe, it, type TestContext } from 'node:test';
import { openLab } from '../../../main/lab.ts';
import { brand, type CampaignId } from '../../../main/core/brand.ts';
import { printDeviceProfile } from '../../../main/formats/device-profile.ts';
import { openStore } from '../../../main/store/open-store.ts';
import { exampleProfile, profileSet } from '../../formats/device-profiles.ts';
import { measurement, spec, temporaryFolder } from '../../store/fixtures.ts';
import { cell, csv, labFailure } from '../table-client.ts';

const spaceId = 'nas-bench-201';
const [one, two] = [cell('none'), cell('skip_connect')];
const campaignId = brand<CampaignId>('2026-11-19-161000-abcd');

/** A lab in which a campaign of two blocks has run, the first of them twice. */
function measuredLab(context: TestContext) {
  const folder = temporaryFolder(context);
  const store = openStore(folder);
  const architectures = [one, two].map((name) => brand<never>(name));
  store.campaigns.create(campaignId, spec({ architectures, anchor: architectures[0]!, table: 'here', column: 'cpu' }), 1);
  const take = (block: number, repeat: number, architecture: string, ms: number, atMs: number) =>
    store.campaigns.addMeasurement({
      ...measurement(campaignId, block, 0, {
        architecture: brand(architecture),
        wallUs: [ms * 1000],
        cpuUs: [1],
        involuntarySwitches: [0],
      }),
      slot: { block, repeat, position: 0 },
      measuredAtMs: atMs,
    });
  take(0, 0, one, 9, 10);
  store.campaigns.closeBlock(campaignId, { block: 0, repeat: 0, outcome: 'repeated', anchorDrift: 0.2 }, []);
  take(0, 1, one, 3, 20);
  store.campaigns.closeBlock(campaignId, { block: 0, repeat: 1, outcome: 'accepted', anchorDrift: 0.01 }, [
    { architecture: one, latencyMs: 3 },
  ]);
  take(1, 0, two, 5, 30);
  store.campaigns.closeBlock(campaignId, { block: 1, repeat: 0, outcome: 'accepted', anchorDrift: 0.04 }, [
    { architecture: two, latencyMs: 5 },
  ]);
  store.campaigns.setState(campaignId, 'finished', '', 40);
  const model = { name: 'a model', kind: 'ridge', spaceId: brand<never>(spaceId), objective: 'latency', unit: 'ms', proxy: null } as const;
  store.models.add({ ...model, id: brand('model-1'), table: 'here', target: 'cpu', trainedOn: 2, heldOut: null, createdAtMs: 50 }, {});
  store.close();
  const { client, close } = openLab({ folder });
  context.after(close);
  return client;
}

describe('library', () => {
  it('names and tags what the lab keeps, and finds a renamed table everywhere', async (context) => {
    const { library, campaigns, models, tables } = measuredLab(context);
    const id = 'model-1';
    assert.deepEqual(await library.rename({ kind: 'model', id, name: ' mine ' }), { kind: 'model', id });
    assert.equal((await models.list())[0]?.name, 'mine');
    await library.rename({ kind: 'campaign', id: campaignId, name: 'first' });
    await library.tag({ kind: 'table', id: 'here', tags: ['edge', 'edge', 'f32'] });
    assert.deepEqual(await library.rename({ kind: 'table', id: 'here', name: 'there' }), { kind: 'table', id: 'there' });
    assert.equal((await campaigns.get({ campaignId })).table, 'there');
    assert.equal((await models.list())[0]?.table, 'there');
    assert.deepEqual(await library.labels(), [
      { kind: 'campaign', id: campaignId, name: 'first', tags: [] },
      { kind: 'table', id: 'there', name: null, tags: ['edge', 'f32'] },
    ]);
    await tables.importSample();
    assert.equal((await labFailure(library.rename({ kind: 'table', id: 'there', name: 'sample' }))).code, 'already-exists');
    for (const kind of ['table', 'profile', 'model', 'cost-model', 'search', 'campaign'] as const) {
      assert.equal((await labFailure(library.tag({ kind, id: 'none', tags: ['x'] }))).code, 'not-found');
      assert.equal((await labFailure(library.rename({ kind, id: 'none', name: 'x' }))).code, 'not-found');
      assert.equal((await labFailure(library.remove({ kind, id: 'none' }))).code, 'not-found');
    }
  });

  it('says where the numbers of a measured column come from, and each of them', async (context) => {
    const { library } = measuredLab(context);
    const origin = await library.column({ table: 'here', column: 'cpu' });
    assert.deepEqual(
      [origin.origin, origin.measured, origin.profile, origin.conditions?.runtime],
      ['measured', 2, null, 'onnxruntime-node 1.30.0'],
    );
    const [campaign] = origin.campaigns;
    assert.ok(campaign);
    assert.deepEqual(
      [campaign.campaignId, campaign.measurements, campaign.runs, campaign.firstAtMs, campaign.lastAtMs],
      [campaignId, 3, 3, 10, 30],
    );
    assert.deepEqual([campaign.anchorDrift, campaign.blocks, campaign.repeatedBlocks, campaign.failures], [0.04, 2, 1, 0]);
    const point = await library.point({ table: 'here', column: 'cpu', architecture: one });
    assert.deepEqual([point.value, point.profiled], [3, null]);
    assert.deepEqual(
      point.measurements.map(({ medianMs, repeat, accepted }) => [medianMs, repeat, accepted]),
      [
        [3, 1, true],
        [9, 0, false],
      ],
    );
    assert.match((await labFailure(library.column({ table: 'here', column: 'gpu' }))).remedy, /cpu/);
    assert.equal((await labFailure(library.point({ table: 'here', column: 'cpu', architecture: 'x' }))).code, 'not-found');
  });

  it('says which profile a column is of, and what it tells of each number', async (context) => {
    const { library, profiles } = measuredLab(context);
    const profile = exampleProfile([profileSet(spaceId, new Map([[one, 1.5]]))]);
    const source = { fileName: 'phone.profile.json', content: new Blob([printDeviceProfile(profile)]) };
    const [column] = (await profiles.import({ source })).profile.columns;
    assert.ok(column);
    const place = { table: column.table, column: column.column };
    assert.deepEqual((await library.column(place)).profile, { id: profile.id, name: 'Phone', program: 'ProxyLab 0.1.0' });
    const { value, profiled, measurements } = await library.point({ ...place, architecture: one });
    assert.deepEqual([value, profiled?.runs, profiled?.clockKhz, measurements], [1.5, 50, 2_400_000, []]);
    const refused = await labFailure(library.rename({ kind: 'table', id: column.table, name: 'phones' }));
    assert.deepEqual([refused.code, refused.remedy !== ''], ['invalid-input', true]);
    await library.remove({ kind: 'profile', id: profile.id });
    assert.equal((await library.column(place)).profile, null);
  });

  it('removes with the label; a campaign’s medians stay', async (context) => {
    const { library, campaigns, tables } = measuredLab(context);
    const csvFile = await (await campaigns.export({ campaignId })).text();
    assert.match(csvFile, /^# campaign: 2026-11-19-161000-abcd\n# space: nas-bench-201\n/);
    assert.equal(
      csvFile
        .trim()
        .split('\n')
        .filter((line) => !line.startsWith('#')).length,
      1 + 3,
    );
    await library.tag({ kind: 'campaign', id: campaignId, tags: ['old'] });
    await library.remove({ kind: 'campaign', id: campaignId });
    assert.deepEqual(await campaigns.list(), []);
    assert.deepEqual(await library.labels(), []);
    assert.equal((await tables.get({ table: 'here' })).values[0]?.length, 2);
    await tables.import({ name: 'mine', spaceId, source: csv(`arch,x\n${one},1\n`) });
    assert.equal((await library.column({ table: 'mine', column: 'x' })).source, 'table.csv');
    await library.remove({ kind: 'table', id: 'mine' });
    assert.deepEqual(
      (await tables.list()).map(({ name }) => name),
      ['here'],
    );
  });
});
