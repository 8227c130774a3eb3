import type { PointerEvent, ReactNode } from 'react';
import { useEffect, useRef } from 'react';
import type { CanvasView } from './canvas-view.ts';
import { drawMinimap, minimapScale } from './draw-minimap.ts';
import styles from './minimap.module.css';
import { useSession } from './session-context.tsx';

/** The whole flow in small, and the part that is seen; press or drag to look elsewhere. */
export function MinimapDrawing({ view }: { readonly view: CanvasView }): ReactNode {
  const session = useSession();
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    let frame = 0;
    const draw = (): void => {
      frame = 0;
      if (canvas.current !== null) drawMinimap(canvas.current, view.viewport, session);
    };
    /** Once per frame, however much has changed. */
    const schedule = (): void => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    schedule();
    const stops = [
      view.viewport.state.subscribe(schedule),
      session.documents.state.subscribe(schedule),
      session.selection.state.subscribe(schedule),
    ];
    const colours = matchMedia('(prefers-color-scheme: dark)');
    colours.addEventListener('change', schedule);
    const theme = new MutationObserver(schedule);
    theme.observe(document.documentElement, { attributes: true });
    return () => {
      for (const stop of stops) stop();
      colours.removeEventListener('change', schedule);
      theme.disconnect();
      cancelAnimationFrame(frame);
    };
  }, [session, view]);

  function look(event: PointerEvent<HTMLCanvasElement>): void {
    if (event.buttons !== 1) return;
    const map = event.currentTarget;
    map.setPointerCapture(event.pointerId);
    const scale = minimapScale(view.viewport, session);
    const box = map.getBoundingClientRect();
    view.viewport.centreOn(scale.toCanvas({ x: event.clientX - box.left, y: event.clientY - box.top }));
  }

  // A second way to move the view, for the pointer; keys have their own.
  return (
    <canvas ref={canvas} className={styles['map']} aria-hidden onPointerDown={look} onPointerMove={look} />
  );
}
