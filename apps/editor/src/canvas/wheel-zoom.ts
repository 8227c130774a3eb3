import { Zoom } from 'rete-area-plugin';

/** A wheel or a pinch on the trackpad with Ctrl zooms; the wheel alone pans, as two fingers do. */
export class WheelZoom extends Zoom {
  constructor(pan: (dx: number, dy: number) => void) {
    super(0.1);
    const zoomWheel = this.wheel;
    this.wheel = (event) => {
      if (event.ctrlKey || event.metaKey) {
        zoomWheel(event);
        return;
      }
      event.preventDefault();
      const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const [dx, dy] = event.shiftKey ? [event.deltaY, event.deltaX] : [event.deltaX, event.deltaY];
      pan(-dx * unit, -dy * unit);
    };
  }
}
