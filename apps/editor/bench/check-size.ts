import { initialScripts } from './bundle-size.ts';

/** Bytes, gzipped; decision 0013. */
const LIMIT = 350_000;

const { flowPage } = await initialScripts();
if (flowPage > LIMIT) {
  console.error(
    `The flow page loads ${flowPage} bytes of JavaScript (gzipped) before it works; ${LIMIT} are allowed.\n` +
      'Load what lies over the canvas when it first opens, with `part` (src/ui/part.tsx) or import().',
  );
  process.exitCode = 1;
} else {
  console.log(`✔ the flow page starts with ${flowPage} bytes of JavaScript, of at most ${LIMIT}`);
}
