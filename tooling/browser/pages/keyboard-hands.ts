import { expect, type Locator, type Page } from '@playwright/test';
import { text } from '../../../apps/editor/src/text/text.ts';
import type { FlowEditor } from './flow-editor.ts';
import type { Hands, PortWords } from './hands.ts';

/** More stops than any page has on the way from one of its ends to the other. */
const MOST_STOPS = 150;
/** More than any list of choices has. */
const MOST_OPTIONS = 40;

/** Draws without any pointer: what is to be used is gone to with Tab. */
export class KeyboardHands implements Hands {
  readonly #editor: FlowEditor;
  readonly #page: Page;

  constructor(editor: FlowEditor) {
    this.#editor = editor;
    this.#page = editor.page;
  }

  async addNode(typeTitle: string): Promise<void> {
    const { nodes } = this.#editor;
    const before = await nodes.count();
    if (before > 0) await this.goTo(nodes.last().getByRole('button').first());
    await this.#page.keyboard.press('Escape');
    await this.#page.keyboard.press('/');
    await this.#choose(text.palette.quickAdd, typeTitle);
    await expect(nodes).toHaveCount(before + 1);
  }

  async connect(from: string, port: PortWords, to: string): Promise<void> {
    await this.select(from);
    await this.#page.keyboard.press('c');
    const chooser = this.#page.getByRole('dialog', { name: text.connect.title });
    await expect(chooser).toBeVisible();
    if ((await chooser.getByRole('option').filter({ hasText: port.title }).count()) > 0) {
      await this.#typeAndEnter(port.title);
    }
    await this.#typeAndEnter(to);
    await expect(chooser).toBeHidden();
  }

  async write(field: Locator, words: string): Promise<void> {
    await this.goTo(field);
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.#page.keyboard.type(words);
  }

  async writeProposed(field: Locator, words: string): Promise<void> {
    await this.write(field, words);
    await this.#page.keyboard.press('Tab');
  }

  async choose(button: Locator, option: string): Promise<void> {
    await this.goTo(button);
    await this.#page.keyboard.press('Enter');
    const wanted = this.#page.getByRole('option', { name: option, exact: true });
    await wanted.waitFor();
    for (const way of ['ArrowUp', 'ArrowDown']) {
      for (let stop = 0; stop < MOST_OPTIONS; stop += 1) {
        if ((await wanted.evaluate(wayTo)) === 'here') {
          await this.#page.keyboard.press('Enter');
          return;
        }
        await this.#page.keyboard.press(way);
      }
    }
    throw new Error(`The arrows do not lead to ${option}`);
  }

  async press(control: Locator): Promise<void> {
    await this.goTo(control);
    await this.#page.keyboard.press('Space');
  }

  async showBeside(tab: string): Promise<void> {
    await this.goTo(this.#page.getByRole('tab', { selected: true }));
    await this.#page.keyboard.press('Home');
    const wanted = this.#page.getByRole('tab', { name: tab, selected: true });
    for (let stop = 0; stop < MOST_OPTIONS && (await wanted.count()) === 0; stop += 1)
      await this.#page.keyboard.press('ArrowRight');
    await expect(wanted).toBeVisible();
  }

  async follow(link: Locator): Promise<void> {
    await this.goTo(link);
    await this.#page.keyboard.press('Enter');
  }

  async select(name: string): Promise<void> {
    await this.goTo(this.#editor.node(name));
    await this.#page.keyboard.press('Enter');
  }

  async tidyUp(): Promise<void> {
    await this.goTo(this.#editor.nodes.last().getByRole('button').first());
    await this.#page.keyboard.press('l');
  }

  /** Tab, or Shift and Tab when it lies before, until it has the focus. */
  async goTo(target: Locator): Promise<void> {
    await target.waitFor({ state: 'attached' });
    for (let stop = 0; stop < MOST_STOPS; stop += 1) {
      const way = await target.evaluate(wayTo);
      if (way === 'here') return;
      await this.#page.keyboard.press(way === 'back' ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`Tab does not lead to ${String(target)}`);
  }

  async #choose(label: string, words: string): Promise<void> {
    await expect(this.#page.getByRole('searchbox', { name: label })).toBeFocused();
    await this.#typeAndEnter(words);
  }

  async #typeAndEnter(words: string): Promise<void> {
    await this.#page.keyboard.type(words);
    await this.#page.keyboard.press('ArrowDown');
    await this.#page.keyboard.press('Enter');
  }
}

/** Where an element lies for whoever has the focus. Runs in the page. */
export function wayTo(element: Element): 'here' | 'back' | 'on' {
  const { activeElement } = element.ownerDocument;
  if (activeElement === element) return 'here';
  const isBefore = activeElement?.compareDocumentPosition(element) === Node.DOCUMENT_POSITION_PRECEDING;
  return isBefore ? 'back' : 'on';
}
