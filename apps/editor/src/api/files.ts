/** Hands the browser a JSON file to save. */
export function downloadJson(name: string, content: string): void {
  download(name, content, 'application/json');
}

/** Hands the browser a CSV file to save; the mark at its start tells spreadsheets that it is UTF-8. */
export function downloadCsv(name: string, content: string): void {
  download(name, `\uFEFF${content}`, 'text/csv');
}

function download(name: string, content: string, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}

/** A file name that every system takes. */
export function fileNameOf(title: string): string {
  const plain = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${plain === '' ? 'flow' : plain}.flow.json`;
}

/** Asks for a JSON file; `null` when none was chosen. */
export function pickJsonFile(): Promise<File | null> {
  return pickFile('.json,application/json');
}

/** Asks for a CSV file; `null` when none was chosen. */
export function pickCsvFile(): Promise<File | null> {
  return pickFile('.csv,text/csv');
}

function pickFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => resolve(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}
