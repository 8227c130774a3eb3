import { keepFocus } from './keep-focus.ts';
import { tellCutTexts } from './tell-cut-texts.ts';

/**
 * @param page all of the page but what lies over it
 * @returns ends them
 */
export function startHabits(page: HTMLElement): () => void {
  const stops = [keepFocus(page), tellCutTexts()];
  return () => {
    for (const stop of stops) stop();
  };
}
