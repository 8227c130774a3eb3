import { deviceIdSchema, MAX_LABEL_LENGTH } from '@signalbox/api';
import type { Model, NewDevice } from '@signalbox/api';
import Papa from 'papaparse';
import { text } from '../../text/text.ts';

const MAX_ROWS = 5000;

/** A row of the file: what it says, and what is wrong with it. */
export interface CsvRow {
  /** As spreadsheets count: the row with the names is 1. */
  readonly row: number;
  readonly cells: Readonly<Record<Column, string>>;
  /** The device that it makes; `null` when there are problems. */
  readonly device: NewDevice | null;
  readonly problems: readonly string[];
}

/** A file read, or why it cannot be. */
export type CsvDevices =
  | { readonly rows: readonly CsvRow[]; readonly reason?: undefined }
  | { readonly rows?: undefined; readonly reason: string };

/** What rows are checked against. */
export interface CsvSurroundings {
  readonly models: readonly Pick<Model, 'code' | 'title'>[];
  /** Device ids that are registered already. */
  readonly taken: ReadonlySet<string>;
}

const COLUMNS = ['label', 'device_id', 'model', 'labels'] as const;
type Column = (typeof COLUMNS)[number];

const words = text.imports;

/** Reads devices from CSV text, whatever its separator: commas, semicolons or tabs. */
export function readDevicesCsv(content: string, around: CsvSurroundings): CsvDevices {
  if (content.includes('\uFFFD')) return { reason: words.notUtf8 };
  const { data, errors } = Papa.parse<string[]>(content);
  const unclosed = errors.find((error) => error.code === 'MissingQuotes');
  if (unclosed !== undefined) return { reason: words.openQuote((unclosed.row ?? 0) + 1) };
  const [head, ...body] = data.map((cells, index) => ({ row: index + 1, cells }));
  const filled = body.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  if (head === undefined || filled.length === 0) return { reason: words.empty };
  if (filled.length > MAX_ROWS) return { reason: words.tooMany(filled.length) };
  const places = placesOf(head.cells);
  const missing = COLUMNS.filter((column) => column !== 'labels' && !places.has(column));
  if (missing.length > 0) return { reason: words.missingColumns(missing) };
  const firstRows = new Map<string, number>();
  const rows = filled.map(({ row, cells }) => {
    const read = cellsOf(cells, places);
    const first = firstRows.get(read.device_id);
    if (first === undefined) firstRows.set(read.device_id, row);
    return checkRow({ row, cells: read, first }, around);
  });
  return { rows };
}

function placesOf(names: readonly string[]): ReadonlyMap<Column, number> {
  const normal = names.map((name) =>
    name
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_'),
  );
  return new Map(
    COLUMNS.map((column): [Column, number] => [column, normal.indexOf(column)]).filter(([, at]) => at >= 0),
  );
}

function cellsOf(cells: readonly string[], places: ReadonlyMap<Column, number>): CsvRow['cells'] {
  const cell = (column: Column): string => (cells[places.get(column) ?? -1] ?? '').trim();
  return {
    label: cell('label'),
    device_id: cell('device_id'),
    model: cell('model'),
    labels: cell('labels'),
  };
}

interface RawRow {
  readonly row: number;
  readonly cells: CsvRow['cells'];
  /** An earlier row with the same device id. */
  readonly first: number | undefined;
}

function checkRow({ row, cells, first }: RawRow, around: CsvSurroundings): CsvRow {
  const model = findModel(cells.model, around.models);
  const labels = labelsOf(cells.labels);
  const problems = [
    labelProblem(cells.label),
    idProblem(cells.device_id, first, around.taken),
    model === undefined && (cells.model === '' ? words.modelMissing : words.modelUnknown(cells.model)),
    (labels.length > 50 || labels.some((label) => label.length > 64)) && words.labelsInvalid,
  ].filter((problem) => problem !== false && problem !== null);
  if (problems.length > 0 || model === undefined) return { row, cells, device: null, problems };
  const { label, device_id } = cells;
  return { row, cells, device: { label, device_id, model: model.code, labels }, problems };
}

function labelProblem(label: string): string | null {
  if (label === '') return words.labelMissing;
  return label.length > MAX_LABEL_LENGTH ? words.labelTooLong : null;
}

function idProblem(id: string, first: number | undefined, taken: ReadonlySet<string>): string | null {
  if (id === '') return words.deviceIdMissing;
  if (!deviceIdSchema.safeParse(id).success) return words.deviceIdInvalid;
  if (first !== undefined) return words.deviceIdTwice(first);
  return taken.has(id) ? words.deviceIdTaken : null;
}

/** By code or by title, in any case. */
function findModel<M extends Pick<Model, 'code' | 'title'>>(
  name: string,
  models: readonly M[],
): M | undefined {
  const wanted = name.toLowerCase();
  return models.find(({ code, title }) => [code, title].some((known) => known.toLowerCase() === wanted));
}

/** Labels in one field, separated by commas or the like. */
export function labelsOf(field: string): string[] {
  const labels = field.split(/[,;|]/).map((label) => label.trim());
  return [...new Set(labels)].filter((label) => label !== '');
}

/** What was registered, as CSV; a cell that a spreadsheet would run as a formula is quoted. */
export function keysCsv(
  rows: readonly { readonly label: string; readonly device_id: string; readonly key: string }[],
): string {
  const fields = ['label', 'device_id', 'key'];
  const data = rows.map(({ label, device_id, key }) => [label, device_id, key]);
  return Papa.unparse({ fields, data }, { escapeFormulae: true });
}
