import { beforeEach, expect, test } from 'vitest';
import { tellCutTexts } from './tell-cut-texts.ts';

beforeEach(() => tellCutTexts());

interface Box {
  readonly scrollWidth?: number;
  readonly scrollHeight?: number;
  readonly style: string;
  readonly title?: string;
}

/** A box of 100 by 20 pixels: nothing is laid out here. */
function rest({ scrollWidth = 100, scrollHeight = 20, style, title = '' }: Box): HTMLElement {
  const element = document.createElement('span');
  element.textContent = ' A long name ';
  element.style.cssText = style;
  element.title = title;
  const sizes = { clientWidth: 100, clientHeight: 20, scrollWidth, scrollHeight };
  for (const [name, value] of Object.entries(sizes))
    Object.defineProperty(element, name, { configurable: true, value });
  document.body.append(element);
  over(element);
  return element;
}

function over(element: HTMLElement): void {
  element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
}

test.each<[string, Box, string]>([
  ['that is cut off', { scrollWidth: 300, style: 'text-overflow: ellipsis' }, 'A long name'],
  ['that fits', { style: 'text-overflow: ellipsis' }, ''],
  ['that scrolls', { scrollWidth: 300, style: 'overflow: auto' }, ''],
  ['that has a title', { scrollWidth: 300, style: 'text-overflow: ellipsis', title: 'Mine' }, 'Mine'],
])('a text %s has the title it needs', (_name, box, title) => {
  expect(rest(box).title).toBe(title);
});

test('a title goes when the text fits again', () => {
  const element = rest({ scrollWidth: 300, style: 'text-overflow: ellipsis' });
  Object.defineProperty(element, 'scrollWidth', { value: 100 });
  over(element);
  expect(element.title).toBe('');
});
