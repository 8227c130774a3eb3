import { expect, type Locator, type Page } from '@playwright/test';
import { text } from '../../../apps/editor/src/text/text.ts';
import type { FlowEditor } from './flow-editor.ts';
import type { PortWords } from './hands.ts';
import { KeyboardHands, wayTo } from './keyboard-hands.ts';

/** More than any menu or list of the tests has. */
const MOST_STEPS = 60;

/** Draws in the outline without any pointer, and without ever looking at the canvas. */
export class OutlineHands extends KeyboardHands {
  readonly #editor: FlowEditor;
  readonly #page: Page;

  constructor(editor: FlowEditor) {
    super(editor);
    this.#editor = editor;
    this.#page = editor.page;
  }

  /** From the canvas to the outline, or back. */
  async turnOver(): Promise<void> {
    await this.#page.keyboard.press('Alt+o');
  }

  override async addNode(typeTitle: string): Promise<void> {
    const { rows } = this.#editor;
    const before = await rows.count();
    await this.press(this.#editor.button(text.outline.add));
    await this.#findAndTake(text.palette.quickAdd, typeTitle);
    await expect(rows).toHaveCount(before + 1);
  }

  /** Adds a node at a port of another. */
  async addAt(name: string, port: PortWords, typeTitle: string): Promise<void> {
    await this.#openPort(name, port);
    await this.#takeFromMenu(text.actions.titles.quickAdd);
    await this.#findAndTake(text.palette.quickAdd, typeTitle);
  }

  override async connect(from: string, port: PortWords, to: string): Promise<void> {
    await this.#openPort(from, port);
    await this.#takeFromMenu(text.actions.titles.connect);
    const chooser = this.#page.getByRole('dialog', { name: text.connect.title });
    await expect(chooser.getByRole('searchbox')).toBeFocused();
    await this.#typeAndTake(to);
    await expect(chooser).toBeHidden();
  }

  override async select(name: string): Promise<void> {
    const row = this.#editor.row(name);
    await this.#goInto(this.#editor.outline);
    await this.#step(row, (way) => (way === 'back' ? 'ArrowUp' : 'ArrowDown'));
  }

  override async tidyUp(): Promise<void> {
    await this.#goInto(this.#editor.outline);
    await this.#page.keyboard.press('Escape');
    await this.#page.keyboard.press('ControlOrMeta+a');
    await this.#page.keyboard.press('Shift+F10');
    await this.#takeFromMenu(text.actions.titles.tidy);
  }

  /** Opens the menu of a wire, and takes what it says. */
  async takeFromWire(name: string, wire: string, title: string): Promise<void> {
    await this.select(name);
    await this.#step(
      this.#editor.row(name).getByRole('button', { name: wire, exact: true }),
      () => 'ArrowRight',
    );
    await this.#page.keyboard.press('Enter');
    await this.#takeFromMenu(title);
  }

  /** Adds a node in the middle of a wire. */
  async insert(name: string, wire: string, typeTitle: string): Promise<void> {
    await this.takeFromWire(name, wire, text.actions.titles.quickAdd);
    await this.#findAndTake(text.palette.quickAdd, typeTitle);
  }

  async #openPort(name: string, { title }: PortWords): Promise<void> {
    await this.select(name);
    const button = this.#editor.row(name).getByRole('button', { name: text.outline.addAt(title) });
    await this.#step(button, () => 'ArrowRight');
    await this.#page.keyboard.press('Enter');
  }

  async #takeFromMenu(title: string): Promise<void> {
    const item = this.#page.getByRole('menuitem', { name: title });
    await item.waitFor();
    await this.#step(item, () => 'ArrowDown');
    await this.#page.keyboard.press('Enter');
  }

  async #findAndTake(label: string, words: string): Promise<void> {
    await expect(this.#page.getByRole('searchbox', { name: label })).toBeFocused();
    await this.#typeAndTake(words);
  }

  async #typeAndTake(words: string): Promise<void> {
    await this.#page.keyboard.type(words);
    await this.#page.keyboard.press('ArrowDown');
    await this.#page.keyboard.press('Enter');
  }

  /** Tab until something of it has the focus. */
  async #goInto(part: Locator): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if (await part.evaluate((element) => element.contains(element.ownerDocument.activeElement))) return;
      await this.#page.keyboard.press((await part.evaluate(wayTo)) === 'back' ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`Tab does not lead into ${String(part)}`);
  }

  /** Presses keys until it has the focus. */
  async #step(target: Locator, key: (way: 'back' | 'on') => string): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const way = await target.evaluate(wayTo);
      if (way === 'here') return;
      await this.#page.keyboard.press(key(way));
    }
    throw new Error(`The arrows do not lead to ${String(target)}`);
  }
}
