import { switchingDocument } from '@signalbox/runtime/testing';

/** Faster than 80 switches output 1 on, else off; a state that the device is in is not sent again. */
export const SPEEDING_FLOW = { ...switchingDocument({ start: { select: { all: true } } }), enabled: true };
