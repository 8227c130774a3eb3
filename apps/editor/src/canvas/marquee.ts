import type { Point } from '../document/commands.ts';
import { overlaps, rectangleBetween, tileRectangle } from './geometry.ts';
import type { CanvasNode } from './scheme.ts';
import type { SelectionStore } from './selection.ts';
import type { Viewport } from './viewport.ts';

interface MarqueeParts {
  readonly container: HTMLElement;
  readonly viewport: Viewport;
  readonly selection: SelectionStore;
  readonly nodes: ReadonlyMap<string, CanvasNode>;
  readonly positionOf: (id: string) => Point | undefined;
}

/** Shift and drag over the background select the nodes that the frame touches; a click there selects nothing. */
export function addMarquee(parts: MarqueeParts): () => void {
  const { container, viewport, selection, nodes, positionOf } = parts;
  const frame = document.createElement('div');
  frame.dataset['role'] = 'marquee';
  let start: PointerEvent | null = null;
  let before: ReadonlySet<number> = new Set();

  function down(event: PointerEvent): void {
    if (event.button !== 0 || !isBackground(container, event)) return;
    start = event;
    before = selection.state.getState().nodes;
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', up);
  }

  function move(event: PointerEvent): void {
    if (start === null || !start.shiftKey) return;
    const box = container.getBoundingClientRect();
    const drawn = rectangleBetween(
      { x: start.clientX - box.left, y: start.clientY - box.top },
      { x: event.clientX - box.left, y: event.clientY - box.top },
    );
    Object.assign(frame.style, {
      left: `${drawn.left}px`,
      top: `${drawn.top}px`,
      width: `${drawn.right - drawn.left}px`,
      height: `${drawn.bottom - drawn.top}px`,
    });
    if (!frame.isConnected) container.append(frame);
    const from = viewport.toCanvas({ x: start.clientX, y: start.clientY });
    const to = viewport.toCanvas({ x: event.clientX, y: event.clientY });
    selection.selectNodes([...before, ...touched(from, to)]);
  }

  function touched(a: Point, b: Point): number[] {
    const wanted = rectangleBetween(a, b);
    return [...nodes.values()]
      .filter((node) => {
        const at = positionOf(node.id);
        return at !== undefined && overlaps(wanted, tileRectangle(at, node.height));
      })
      .map((node) => node.flowNodeId);
  }

  function up(event: PointerEvent): void {
    const hasMoved =
      start !== null && Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > 3;
    if (start !== null && !hasMoved && !start.shiftKey) selection.clear();
    release();
  }

  function release(): void {
    start = null;
    frame.remove();
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', up);
  }

  container.addEventListener('pointerdown', down, { capture: true });
  return () => {
    release();
    container.removeEventListener('pointerdown', down, { capture: true });
  };
}

/** The canvas itself, not a node, a wire or a control on it. */
function isBackground(container: HTMLElement, event: PointerEvent): boolean {
  const { target } = event;
  return target === container || (target instanceof HTMLElement && target.parentElement === container);
}
