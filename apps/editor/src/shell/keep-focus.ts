/** Where somebody was on the page: each element around, from the inside out, and its place among its siblings. */
type Way = readonly Step[];

interface Step {
  readonly element: Element;
  readonly parent: Element;
  readonly index: number;
}

/** What stands in a list: the next one takes the place of one that went. */
const ROW = 'tr, li, [role="row"]';
const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), [tabindex]';

/**
 * Where the focus goes when what had it is taken away: to the next row of a list, else to what holds
 * the list, the canvas or the form. Browsers leave it on the body, from where keyboards begin at the
 * top. What lies over the page for a moment counts as the place it was opened from.
 * @param page all of the page but what lies over it
 * @returns ends it
 */
export function keepFocus(page: HTMLElement): () => void {
  let way: Way = [];
  let isChecking = false;

  function remember({ target }: FocusEvent): void {
    if (target instanceof Element && page.contains(target)) way = wayTo(target, page);
  }

  async function check(): Promise<void> {
    isChecking = true;
    // What closes gives the focus back by itself in the next frame, where it can.
    await nextFrame();
    await nextFrame();
    isChecking = false;
    if (isGone(way) && document.activeElement === document.body) homeOf(way)?.focus();
  }

  const observer = new MutationObserver(() => {
    if (!isChecking && isGone(way)) void check();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', remember);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
  };
}

function wayTo(target: Element, page: Element): Way {
  const steps: Step[] = [];
  let element = target;
  while (element !== page && element.parentElement !== null) {
    const parent = element.parentElement;
    steps.push({ element, parent, index: [...parent.children].indexOf(element) });
    element = parent;
  }
  return steps;
}

function isGone(way: Way): boolean {
  return way[0]?.element.isConnected === false;
}

function homeOf(way: Way): HTMLElement | null {
  const left = way.find(({ parent }) => parent.isConnected);
  if (left === undefined) return null;
  const { element, parent, index } = left;
  const row = element.matches(ROW) ? parent.children[Math.min(index, parent.children.length - 1)] : undefined;
  return row?.querySelector<HTMLElement>(FOCUSABLE) ?? headOf(parent.closest<HTMLElement>('[tabindex]'));
}

/** A page is read from its heading. */
function headOf(home: HTMLElement | null): HTMLElement | null {
  const heading = home?.matches('main') === true ? home.querySelector('h1') : null;
  if (heading === null) return home;
  heading.tabIndex = -1;
  return heading;
}

async function nextFrame(): Promise<void> {
  await new Promise((resolve) => {
    requestAnimationFrame(resolve);
  });
}
