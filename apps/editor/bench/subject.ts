import type { FlowDocument } from '@signalbox/flow';

/** A place in the window. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** What the benchmark asks of a canvas in its page; both subjects answer alike. */
export interface Subject {
  /** Draws the flow with all of it in view. Settles when it is drawn. */
  draw(host: HTMLElement, flow: FlowDocument): Promise<void>;
  /** Shows all of the flow, or a part of it in its own size. */
  look(at: 'all' | 'close'): Promise<void>;
  /** Where a node that lies in view can be taken with the pointer. */
  nodePlace(): Place;
  /** Where nothing but the background lies. */
  backgroundPlace(): Place;
}

/** What the benchmark asks of the outline in its page. */
export interface OutlineSubject {
  /** Opens the flow on the canvas, then shows the outline. @returns how long that took until it was painted, ms */
  draw(host: HTMLElement, flow: FlowDocument): Promise<number>;
  /** As by one letter typed into a title. @returns how long it took until it was painted, ms */
  rename(nodeId: number, title: string): Promise<number>;
}

/** Puts the outline where the benchmark finds it. */
export function offerOutline(outline: OutlineSubject): void {
  Object.assign(globalThis, { outline });
}

/** Puts the subject where the benchmark finds it. */
export function offer(subject: Subject): void {
  Object.assign(globalThis, { subject });
}

/** Settles when what was changed before has been painted. */
export async function painted(): Promise<void> {
  for (let frame = 0; frame < 2; frame++) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}

/** The middle of the first element of its kind that lies well within the window. */
export function placeOf(selector: string): Place {
  for (const element of document.querySelectorAll(selector)) {
    const box = element.getBoundingClientRect();
    const place = { x: box.left + box.width / 2, y: box.top + Math.min(20, box.height / 2) };
    const isInside =
      box.left > 200 && box.top > 120 && box.right < innerWidth - 200 && box.bottom < innerHeight - 200;
    if (isInside && element.contains(document.elementFromPoint(place.x, place.y))) return place;
  }
  throw new Error(`No ${selector} lies within the window`);
}

/** A place where the topmost element is one of these. */
export function emptyPlace(isBackground: (element: Element) => boolean): Place {
  for (let y = 120; y < innerHeight - 120; y += 7) {
    for (let x = 220; x < innerWidth - 220; x += 7) {
      const element = document.elementFromPoint(x, y);
      if (element !== null && isBackground(element)) return { x, y };
    }
  }
  throw new Error('No background lies within the window');
}
