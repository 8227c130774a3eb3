import { expect, test } from 'vitest';
import { render } from '../testing/render.tsx';
import { DataTable } from './data-table.tsx';
import type { Column } from './data-table.tsx';

test.each<[string, Column<string>['renderCell'], string]>([
  ['a text alone', (row) => row, '<div>far and wide</div>'],
  ['a link', (row) => <a href="/x">{row}</a>, '<a href="/x">far and wide</a>'],
])('%s of any length stands in a box that can be cut', async (_name, renderCell, html) => {
  const columns: readonly Column<string>[] = [{ id: 'value', title: 'Value', look: 'long', renderCell }];
  const page = await render(<DataTable columns={columns} rows={['far and wide']} keyOf={(row) => row} />);
  expect(page.querySelector('td')?.innerHTML).toBe(html);
});
