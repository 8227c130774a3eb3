/** Parts of the page that a key or a link leads to, by their ids in it. */
export type Landmark = 'main' | 'side' | 'empty-flow';

/** Gives a part of the page the focus. It needs a `tabIndex`. */
export function focusLandmark(landmark: Landmark): void {
  document.getElementById(landmark)?.focus();
}
