import { beforeEach, expect, test, vi } from 'vitest';
import { keepFocus } from './keep-focus.ts';

beforeEach(() => {
  document.body.innerHTML = `
    <div id="page">
    <header><button>Sign out</button></header>
    <aside><button>Resume</button></aside>
    <main tabindex="-1">
      <h1>Flows</h1>
      <table><tbody>
        <tr><td><a href="/1">One</a></td><td><button>Delete one</button></td></tr>
        <tr><td><a href="/2">Two</a></td><td><button>Delete two</button></td></tr>
      </tbody></table>
      <section tabindex="-1" aria-label="Canvas"><div><button>Tile</button></div></section>
      <ul>
        <li><button>Rename</button></li>
        <li><input type="hidden"><select aria-label="Kind"></select></li>
      </ul>
      <div role="grid" tabindex="-1">
        <div role="presentation"><div role="row" tabindex="0"><button>Wire of one</button></div></div>
        <div role="presentation"><div role="row" tabindex="-1" aria-label="Two"><button>Wire</button></div></div>
      </div>
    </main>
    </div>
    <div role="dialog"><button>Confirm</button></div>`;
  const stop = keepFocus(find('#page'));
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

/** Longer than the focus takes to be led on. */
async function frames(): Promise<void> {
  for (let frame = 0; frame < 4; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
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

test.each(['table', 'ul'])('of a %s that goes it comes to the heading of the page', async (list) => {
  find(`${list} button`).focus();
  remove(list);
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

test('of a banner above the page that goes it comes to the heading of the page', async () => {
  find('aside button').focus();
  remove('aside');
  await expect.poll(focused).toBe('Flows');
});

test('of a wrapped row that can have the focus it comes to the next row itself', async () => {
  find('[role="grid"] button').focus();
  remove('[role="presentation"]');
  await expect.poll(() => document.activeElement).toBe(find('[aria-label="Two"]'));
});

test('a choice is a place to come to, a hidden field is none', async () => {
  find('li button').focus();
  remove('li');
  await expect.poll(() => document.activeElement).toBe(find('select'));
});

test('a button that was switched off before its row went counts as left by nobody', async () => {
  const button = find('tr:first-child button');
  button.focus();
  button.setAttribute('disabled', '');
  button.blur();
  await frames();
  remove('tr:first-child');
  await expect.poll(focused).toBe('Two');
});

test('who left a row by choice is not led back when it goes', async () => {
  find('tr:first-child button').focus();
  find('tr:first-child button').blur();
  await frames();
  remove('tr:first-child');
  await frames();
  expect(document.activeElement).toBe(document.body);
});

test('who went on to the top bar is not led back from there', async () => {
  find('tr:first-child button').focus();
  find('header button').focus();
  remove('tr:first-child');
  await frames();
  find('header button').blur();
  remove('table');
  await frames();
  expect(document.activeElement).toBe(document.body);
});

test('what went is looked after once', async () => {
  find('main').removeAttribute('tabindex');
  find('h1').remove();
  find('aside button').focus();
  remove('aside');
  await frames();
  const waiting = vi.spyOn(globalThis, 'requestAnimationFrame');
  remove('table');
  await Promise.resolve();
  expect(waiting).not.toHaveBeenCalled();
});
