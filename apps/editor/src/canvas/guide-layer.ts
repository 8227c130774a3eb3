import type { GuideLine } from './alignment.ts';
import type { Viewport } from './viewport.ts';

/** The lines that a dragged tile has in common with others. Plain elements over the canvas: no tile is drawn anew. */
export interface GuideLayer {
  show(lines: readonly GuideLine[]): void;
  readonly hide: () => void;
}

export function createGuideLayer(container: HTMLElement, viewport: Viewport): GuideLayer {
  const elements = { x: document.createElement('div'), y: document.createElement('div') };
  for (const [axis, element] of Object.entries(elements)) {
    element.dataset['role'] = 'guide';
    element.dataset['axis'] = axis;
  }

  function place({ axis, at, from, to }: GuideLine): void {
    const { x, y, zoom } = viewport.state.getState();
    const [start, length] = [from * zoom, (to - from) * zoom];
    const box =
      axis === 'x'
        ? { left: at * zoom + x, top: start + y, width: 1, height: length }
        : { left: start + x, top: at * zoom + y, width: length, height: 1 };
    const { style } = elements[axis];
    // Whole pixels: between two of them a line is but a shade.
    style.transform = `translate(${Math.round(box.left)}px, ${Math.round(box.top)}px)`;
    style.width = `${box.width}px`;
    style.height = `${box.height}px`;
  }

  return {
    show(lines) {
      for (const line of lines) place(line);
      for (const axis of ['x', 'y'] as const) {
        const isWanted = lines.some((line) => line.axis === axis);
        if (!isWanted) elements[axis].remove();
        else if (!elements[axis].isConnected) container.append(elements[axis]);
      }
    },
    hide() {
      elements.x.remove();
      elements.y.remove();
    },
  };
}
