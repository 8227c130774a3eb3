import { beforeEach, expect, test } from 'vitest';
import { keepFocus } from './keep-focus.ts';

beforeEach(() => {
  document.body.innerHTML = `
    <main tabindex="-1">
      <h1>Flows</h1>
      <table><tbody>
        <tr><td><a href="/1">One</a></td><td><button>Delete one</button></td></tr>
        <tr><td><a href="/2">Two</a></td><td><button>Delete two</button></td></tr>
      </tbody></table>
      <section tabindex="-1" aria-label="Canvas"><div><button>Tile</button></div></section>
    </main>
    <div role="dialog"><button>Confirm</button></div>`;
  const stop = keepFocus(find('main'));
  return () => {
    stop();
    document.body.innerHTML = '';
  };
});

function find(selector: string): HTMLElement {
  const element = document.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new TypeError(`There is no ${selector}`);
  return element;
}

/** Takes something away, and the focus from what was in it, as browsers do. */
function remove(selector: string): void {
  const element = find(selector);
  if (element.contains(document.activeElement) && document.activeElement instanceof HTMLElement)
    document.activeElement.blur();
  element.remove();
}

const focused = () => document.activeElement?.textContent;

test('of a row that goes the focus comes to the next one', async () => {
  find('tr:first-child button').focus();
  remove('tr:first-child');
  await expect.poll(focused).toBe('Two');
});

test('of the last row it comes to the one before', async () => {
  find('tr:last-child button').focus();
  remove('tr:last-child');
  await expect.poll(focused).toBe('One');
});

test('of a list that goes it comes to the heading of the page', async () => {
  find('tr:last-child button').focus();
  remove('table');
  await expect.poll(focused).toBe('Flows');
});

test('of a tile that goes it comes to the canvas', async () => {
  find('section button').focus();
  remove('section div');
  await expect.poll(() => document.activeElement).toBe(find('section'));
});

test('what a dialog deleted is left when the dialog closes', async () => {
  find('tr:first-child button').focus();
  find('[role="dialog"] button').focus();
  remove('tr:first-child');
  expect(focused()).toBe('Confirm');
  remove('[role="dialog"]');
  await expect.poll(focused).toBe('Two');
});
