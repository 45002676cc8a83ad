import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellText, chartCsv } from '../../renderer/charts/chart-table.ts';

const source = { title: 'Pair\nA', source: 'table "x", imported', made: new Date('2026-02-03T04:05:06Z') };

test('CSV carries title, source and date, and quotes what needs it', () => {
  const table = {
    columns: [
      { title: 'Architecture', numeric: false },
      { title: 'Latency, ms', numeric: true },
    ],
    rows: [
      ['|nor_conv_3x3~0|', 6.126977],
      ['a "b", c', null],
      ['=1+1', NaN],
    ],
  };
  assert.equal(
    chartCsv(table, source),
    [
      '# Pair A',
      '# source: table "x", imported',
      '# made: 2026-02-03T04:05:06.000Z',
      'Architecture,"Latency, ms"',
      '|nor_conv_3x3~0|,6.126977',
      '"a ""b"", c",',
      "'=1+1,",
      '',
    ].join('\n'),
  );
});

test('cells show four digits, and say where nothing is known', () => {
  assert.equal(cellText(6.126977), '6.127');
  assert.equal(cellText('eyeriss'), 'eyeriss');
  assert.equal(cellText(null), 'unknown');
});
