import { placesOnWire } from './geometry.ts';
import type { Rectangle } from './geometry.ts';
import { INPUT } from './scheme.ts';
import type { CanvasWire } from './scheme.ts';
import type { SocketPositions } from './socket-positions.ts';

/** Finds the wire that runs through a part of the canvas; `null` when none does. */
export type WireFinder = (part: Rectangle) => string | null;

export function createWireFinder(wires: () => readonly CanvasWire[], sockets: SocketPositions): WireFinder {
  return ({ left, top, right, bottom }) => {
    const found = wires().find((wire) => {
      const start = sockets.at(wire.source, 'output', wire.sourceOutput);
      const end = sockets.at(wire.target, 'input', INPUT);
      return placesOnWire(start, end).some(({ x, y }) => x > left && x < right && y > top && y < bottom);
    });
    return found?.edgeKey ?? null;
  };
}
