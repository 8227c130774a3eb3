import { expect, type Locator } from '@playwright/test';
import { text } from '../../../apps/editor/src/text/text.ts';
import type { FlowEditor } from './flow-editor.ts';
import type { Hands, PortWords } from './hands.ts';

/** Draws with the pointer; the keyboard only writes words. */
export class MouseHands implements Hands {
  readonly #editor: FlowEditor;

  constructor(editor: FlowEditor) {
    this.#editor = editor;
  }

  async addNode(typeTitle: string): Promise<void> {
    const { palette, nodes } = this.#editor;
    const before = await nodes.count();
    await palette.getByRole('button', { name: typeTitle, exact: true }).click();
    await expect(nodes).toHaveCount(before + 1);
  }

  async connect(from: string, port: PortWords, to: string): Promise<void> {
    await this.#editor.button(text.canvas.fit).click();
    await this.#editor.port(from, port.edgeType).dragTo(this.#editor.port(to, 'in'), { steps: 8 });
  }

  async write(field: Locator, words: string): Promise<void> {
    await field.click();
    await field.fill(words);
  }

  async writeProposed(field: Locator, words: string): Promise<void> {
    await this.write(field, words);
    await this.#editor.page
      .getByRole('option', { name: new RegExp(`^${words}\\b`, 'u') })
      .first()
      .click();
  }

  async choose(button: Locator, option: string): Promise<void> {
    await button.click();
    await this.#editor.page.getByRole('option', { name: option, exact: true }).click();
  }

  async press(control: Locator): Promise<void> {
    await control.waitFor({ state: 'attached' });
    // A switch or a box is a hidden field within its label, which people press.
    const label = control.locator('xpath=ancestor::label');
    await ((await label.count()) > 0 ? label : control).click();
  }

  async showBeside(tab: string): Promise<void> {
    await this.#editor.page.getByRole('tab', { name: tab }).click();
  }

  async follow(link: Locator): Promise<void> {
    await link.click();
  }

  async select(name: string): Promise<void> {
    await this.#editor.node(name).click();
  }

  async tidyUp(): Promise<void> {
    await this.#editor.canvas.click({ button: 'right', position: { x: 200, y: 20 } });
    await this.#editor.page.getByRole('menuitem', { name: text.actions.titles.tidy }).click();
  }
}
