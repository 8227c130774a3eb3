/* Prints how many browser tests passed and failed: `12 0`. Takes the file that they left. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { z } from 'zod';

const resultSchema = z.union([
  z.object({ skipped: z.string() }),
  z.object({
    stats: z.object({ expected: z.int(), unexpected: z.int() }),
    /** What failed outside any test, such as a file that does not load. */
    errors: z.array(z.unknown()),
  }),
]);

const [, , file = ''] = process.argv;
const result = resultSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
if ('skipped' in result) console.log('0 0');
else {
  const { expected, unexpected } = result.stats;
  console.log(expected, unexpected + result.errors.length);
}
