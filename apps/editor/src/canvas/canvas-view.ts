import type { Point } from '../document/commands.ts';
import type { Viewport } from './viewport.ts';

/** The drawing of a flow, as the rest of the page knows it. */
export interface CanvasView {
  readonly container: HTMLElement;
  readonly viewport: Viewport;
  /** Where the pointer is, canvas coordinates; `null` while it is elsewhere. */
  readonly pointer: () => Point | null;
  readonly dropWire: () => void;
  /** Settles when the first document is drawn. */
  readonly ready: Promise<void>;
  /** Settles when what the document holds now is drawn. */
  readonly drawn: () => Promise<void>;
  readonly destroy: () => void;
}
