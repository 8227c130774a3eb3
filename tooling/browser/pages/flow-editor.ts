import { expect, type Locator, type Page } from '@playwright/test';
import { text } from '../../../apps/editor/src/text/text.ts';

/** An open flow as people see it: nodes by their names, fields by their labels. */
export class FlowEditor {
  readonly page: Page;
  readonly palette: Locator;
  readonly inspector: Locator;
  readonly canvas: Locator;
  /** The flow as a list. */
  readonly outline: Locator;
  readonly title: Locator;
  readonly enabled: Locator;

  constructor(page: Page) {
    this.page = page;
    this.palette = page.getByRole('complementary', { name: text.palette.title });
    this.inspector = page.getByRole('complementary', { name: text.inspector.title });
    this.canvas = page.getByRole('region', { name: text.canvas.label });
    this.outline = page.getByRole('grid', { name: text.outline.list });
    this.title = page.getByRole('textbox', { name: text.editor.titleField, exact: true }).first();
    this.enabled = page.getByRole('switch', { name: text.editor.enabled });
  }

  async open(id: number): Promise<void> {
    await this.page.goto(`/flows/${id}`);
    await expect(this.title).toBeVisible();
  }

  /** The id that its address names. */
  get id(): number {
    return Number(/\/flows\/(\d+)/u.exec(this.page.url())?.[1]);
  }

  /** The node with this name. */
  node(name: string): Locator {
    return this.page.getByRole('button', { name: new RegExp(`^${escaped(name)}, `, 'u') });
  }

  get nodes(): Locator {
    return this.page.locator('[data-node-id]');
  }

  /** Entries of the outline. */
  get rows(): Locator {
    return this.outline.getByRole('row').and(this.page.locator('[data-key]'));
  }

  /** The entry of the node with this name. */
  row(name: string): Locator {
    return this.outline.getByRole('row', { name: new RegExp(`^\\d+ ${escaped(name)}, `, 'u') });
  }

  /** The whole tile of a node, ports included. */
  tile(name: string): Locator {
    return this.nodes.filter({ has: this.node(name) });
  }

  /** The end of a wire on the right of a node. */
  port(name: string, edgeType: string): Locator {
    return this.tile(name).locator(`span[data-edge="${edgeType}"]`);
  }

  field(label: string): Locator {
    return this.inspector.getByRole('textbox', { name: label, exact: true });
  }

  /** The fields that stand together under a name. */
  group(name: string): Locator {
    return this.inspector.getByRole('group', { name, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name });
  }

  get undo(): Locator {
    return this.page.getByRole('button', { name: /^Undo: /u });
  }

  get redo(): Locator {
    return this.page.getByRole('button', { name: /^Redo: /u });
  }

  /** The draft saves itself; who does not want to wait presses a key. */
  async save(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+s');
    await this.expectSaved();
  }

  async expectSaved(): Promise<void> {
    const saved = [
      text.editor.state.savedDraft,
      text.editor.state.savedNewer,
      text.editor.state.savedPublished,
    ];
    await expect(this.page.getByText(new RegExp(`^(${saved.map(escaped).join('|')})`, 'u'))).toBeVisible();
  }
}

function escaped(words: string): string {
  return words.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
}
