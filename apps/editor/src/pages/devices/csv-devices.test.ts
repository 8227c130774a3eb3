import { expect, test } from 'vitest';
import { keysCsv, labelsOf, readDevicesCsv } from './csv-devices.ts';

const around = {
  models: [
    { code: 'ngp_generic', title: 'Generic NGP device' },
    { code: 'telfmb920', title: 'Teltonika FMB920' },
  ],
  taken: new Set(['old-1']),
};

function read(content: string) {
  return readDevicesCsv(content, around);
}

test.each([
  ['commas', 'label,device_id,model\nVan,v-1,ngp_generic'],
  ['semicolons and carriage returns', 'label;device_id;model\r\nVan;v-1;ngp_generic\r\n'],
  ['tabs', 'label\tdevice_id\tmodel\nVan\tv-1\tngp_generic'],
  ['a mark at the start', '\uFEFFlabel,device_id,model\nVan,v-1,ngp_generic'],
  ['names in another order and case', 'Model,Device ID,LABEL,note\nngp_generic, v-1 ,Van,x'],
  ['the title of a model', 'label,device_id,model\nVan,v-1,generic ngp DEVICE'],
])('a file with %s is read', (_name, content) => {
  expect(read(content).rows).toMatchObject([
    { row: 2, problems: [], device: { label: 'Van', device_id: 'v-1', model: 'ngp_generic', labels: [] } },
  ]);
});

test('quoted cells keep their commas, and labels are several', () => {
  const { rows } = read('label,device_id,model,labels\n"Van, blue",v-1,telfmb920,"north, rented,north"');
  expect(rows).toMatchObject([{ device: { label: 'Van, blue', labels: ['north', 'rented'] } }]);
});

test.each([
  ['', 'The file has no rows.'],
  ['label,device_id,model\n\n , ,\n', 'The file has no rows.'],
  ['name,imei\nVan,1', 'does not name label, device_id, model'],
  ['label,device_id,model\n"Van,v-1,ngp_generic', 'never closed'],
  ['label,device_id,model\nV\uFFFDn,v-1,ngp_generic', 'not UTF-8'],
  [`label,device_id,model\n${'Van,v,ngp_generic\n'.repeat(5001)}`, '5001 rows'],
])('%j is refused as a whole', (content, reason) => {
  expect(read(content).reason).toContain(reason);
});

test.each([
  [',v-1,ngp_generic', 'label is missing'],
  [`${'x'.repeat(256)},v-1,ngp_generic`, 'label is longer'],
  ['Van,,ngp_generic', 'device_id is missing'],
  ['Van,v 1,ngp_generic', 'device_id must be'],
  ['Van,old-1,ngp_generic', 'is registered already'],
  ['Van,v-1,', 'model is missing'],
  ['Van,v-1,toaster', 'there is no model “toaster”'],
  ['Van', 'device_id is missing'],
])('the row %j is left out', (row, problem) => {
  const [checked] = read(`label,device_id,model\n${row}`).rows ?? [];
  expect(checked?.device).toBeNull();
  expect(checked?.problems.join('; ')).toContain(problem);
});

test('of two rows with one device id the first counts, and rows keep their numbers', () => {
  const { rows } = read('label,device_id,model\nA,v-1,ngp_generic\n\nB,v-1,ngp_generic');
  expect(rows).toMatchObject([
    { row: 2, problems: [] },
    { row: 4, device: null, problems: ['device_id stands in row 2 too'] },
  ]);
});

test('labels are separated by commas, semicolons or bars', () => {
  expect(labelsOf(' north; rented|blue,, north ')).toEqual(['north', 'rented', 'blue']);
});

test('no cell of the keys is a formula', () => {
  const csv = keysCsv([{ label: '=1+1', device_id: 'v-1', key: 'abc' }]);
  expect(csv.split('\r\n')).toEqual(['label,device_id,key', `"'=1+1",v-1,abc`]);
});
