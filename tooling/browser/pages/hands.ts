import type { Locator } from '@playwright/test';
import type { FlowEditor } from './flow-editor.ts';

/** A way out of a node: as the document and as the screen call it. */
export interface PortWords {
  readonly edgeType: string;
  readonly title: string;
}

/** What people do to draw a flow, whichever way they do it. */
export interface Hands {
  /** Adds a node that stands alone; it is selected then. */
  addNode(typeTitle: string): Promise<void>;
  connect(from: string, port: PortWords, to: string): Promise<void>;
  write(field: Locator, words: string): Promise<void>;
  /** Writes into a field that proposes words while one types. */
  writeProposed(field: Locator, words: string): Promise<void>;
  /** Chooses from a list that opens at a button. */
  choose(button: Locator, option: string): Promise<void>;
  press(control: Locator): Promise<void>;
  /** Chooses what stands beside the canvas. */
  showBeside(tab: string): Promise<void>;
  follow(link: Locator): Promise<void>;
  select(name: string): Promise<void>;
  tidyUp(): Promise<void>;
}

export type HandsOf = (editor: FlowEditor) => Hands;
