/** Titles that are ours: another text gives another one. */
const ours = new WeakSet<HTMLElement>();

/**
 * Shows the whole of a text that is cut off where the pointer rests on it, wherever it stands. What has
 * a title of its own keeps it.
 * @returns ends it
 */
export function tellCutTexts(): () => void {
  document.addEventListener('mouseover', tell);
  return () => document.removeEventListener('mouseover', tell);
}

function tell({ target }: MouseEvent): void {
  if (!(target instanceof HTMLElement)) return;
  if (target.title !== '' && !ours.has(target)) return;
  const isCut = isCutOff(target);
  if (!isCut && !ours.has(target)) return;
  ours.add(target);
  target.title = isCut ? textOf(target) : '';
}

/** Its text goes on behind the edge of its box, and the box says so by an ellipsis. */
function isCutOff(element: HTMLElement): boolean {
  const isWider = element.scrollWidth > element.clientWidth;
  const isHigher = element.scrollHeight > element.clientHeight;
  if (!isWider && !isHigher) return false;
  const { textOverflow, webkitLineClamp } = getComputedStyle(element);
  return (isWider && textOverflow === 'ellipsis') || (isHigher && !['', 'none'].includes(webkitLineClamp));
}

function textOf(element: HTMLElement): string {
  return element instanceof HTMLInputElement ? element.value : (element.textContent ?? '').trim();
}
