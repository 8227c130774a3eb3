import type { Viewport } from './viewport.ts';

/** The drawing of a flow, as the rest of the page knows it. */
export interface CanvasView {
  readonly viewport: Viewport;
  readonly dropWire: () => void;
  /** Settles when the first document is drawn. */
  readonly ready: Promise<void>;
  /** Settles when what the document holds now is drawn. */
  readonly drawn: () => Promise<void>;
  readonly destroy: () => void;
}
