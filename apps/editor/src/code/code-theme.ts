import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The code editor in the tokens of the product (ui/tokens.css). */
export const codeTheme = EditorView.theme({
  '&': { color: 'var(--text)', backgroundColor: 'transparent', fontSize: '13px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': {
    fontFamily: 'var(--font-mono)',
    padding: '6px 0',
    caretColor: 'var(--text)',
    minHeight: 'var(--code-height, 56px)',
  },
  '.cm-line': { padding: '0 10px', lineHeight: '1.5' },
  '.cm-placeholder': { color: 'var(--text-soft)', opacity: '0.75' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-tooltip': {
    border: '1px solid var(--line)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--surface-raised)',
    color: 'var(--text)',
    boxShadow: 'var(--shadow-overlay)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: '240px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--accent-soft)',
    color: 'var(--text)',
  },
  '.cm-completionDetail': { color: 'var(--text-soft)', fontStyle: 'normal', marginLeft: '12px' },
  '.cm-completionInfo': { fontFamily: 'var(--font)', fontSize: '12.5px', padding: '8px 10px' },
  '.cm-diagnostic': { padding: '6px 10px', fontFamily: 'var(--font)', fontSize: '12.5px' },
  '.cm-diagnosticAction': {
    backgroundColor: 'var(--accent)',
    color: 'var(--accent-text)',
    borderRadius: '6px',
    padding: '2px 8px',
  },
});

export const codeColours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--category-process)', fontWeight: '600' },
  { tag: tags.operator, color: 'var(--text-soft)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--category-condition)' },
  { tag: tags.string, color: 'var(--success)' },
  { tag: tags.function(tags.variableName), color: 'var(--accent)' },
  { tag: tags.variableName, color: 'var(--text)' },
  { tag: tags.special(tags.variableName), color: 'var(--accent)', fontWeight: '600' },
  { tag: tags.comment, color: 'var(--text-soft)', fontStyle: 'italic' },
]);
