import { nextFrame } from '../ui/next-frame.ts';

/** Where somebody was on the page: each element around, from the inside out, and its place among its siblings. */
type Way = readonly Step[];

interface Step {
  readonly element: Element;
  readonly parent: Element;
  readonly index: number;
}

/** What stands in a list: the next one takes the place of one that went. */
const ROW = 'tr, li, [role="row"]';
const FOCUSABLE =
  ':is(button, input:not([type="hidden"]), select, textarea):not(:disabled), a[href], summary, [tabindex]';

/**
 * Where the focus goes when what had it is taken away: to the next row of a list, else to what holds
 * the list, the canvas or the form, else to the page's heading. Browsers leave it on the body, from
 * where keyboards begin at the top. What lies over the page for a moment counts as the place it was
 * opened from; who left that place by choice is not led back to it.
 * @param page all of the page but what lies over it
 * @returns ends it
 */
export function keepFocus(page: HTMLElement): () => void {
  let way: Way = [];
  let isChecking = false;

  function remember({ target }: FocusEvent): void {
    if (target instanceof Element && page.contains(target)) way = wayTo(target, page);
  }

  /** Some browsers say it of what is being taken away or switched off, too: afterwards one knows. */
  function leave({ target, relatedTarget }: FocusEvent): void {
    queueMicrotask(() => {
      const isByChoice = target instanceof Element && target.isConnected && !target.matches(':disabled');
      if (isByChoice && target === way[0]?.element && relatedTarget === null && isFocusLost()) way = [];
    });
  }

  async function check(): Promise<void> {
    isChecking = true;
    // What closes gives the focus back by itself in the next frame, where it can.
    await nextFrame();
    await nextFrame();
    isChecking = false;
    if (!isGone(way) || !isFocusLost()) return;
    const gone = way;
    way = [];
    homeOf(gone, page)?.focus();
  }

  const observer = new MutationObserver(() => {
    if (!isChecking && isGone(way) && isFocusLost()) void check();
  });
  observer.observe(document.body, { childList: true, subtree: true });
  document.addEventListener('focusin', remember);
  document.addEventListener('focusout', leave);
  return () => {
    observer.disconnect();
    document.removeEventListener('focusin', remember);
    document.removeEventListener('focusout', leave);
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

function isFocusLost(): boolean {
  return document.activeElement === document.body;
}

function homeOf(way: Way, page: Element): HTMLElement | null {
  const left = way.find(({ parent }) => parent.isConnected);
  if (left === undefined) return null;
  const { element, parent, index } = left;
  const heir = isRow(element) ? parent.children[Math.min(index, parent.children.length - 1)] : undefined;
  const holder = parent.closest<HTMLElement>('[tabindex]') ?? page.querySelector('main');
  return (heir === undefined ? null : startOf(heir)) ?? headOf(holder);
}

/** Long lists wrap each row, to place it. */
function isRow(element: Element): boolean {
  const isWrapper = element.matches('[role="presentation"]');
  return (isWrapper ? element.firstElementChild : element)?.matches(ROW) === true;
}

/** Of a row that can have the focus, the row itself. */
function startOf(row: Element): HTMLElement | null {
  return row instanceof HTMLElement && row.matches('[tabindex]') ? row : row.querySelector(FOCUSABLE);
}

/** A page is read from its heading. */
function headOf(home: HTMLElement | null): HTMLElement | null {
  const heading = home?.matches('main') === true ? home.querySelector('h1') : null;
  if (heading === null) return home;
  heading.tabIndex = -1;
  return heading;
}
