import type { StringStream } from '@codemirror/language';
import { StreamLanguage } from '@codemirror/language';

const NAME = /^[\p{L}_$][\p{L}\p{N}_$]*/u;
const WORDS = new Set(['and', 'or', 'not', 'in']);
const CONSTANTS = new Set(['true', 'false', 'null', 'PI', 'E']);

function wordKind(word: string, stream: StringStream): string {
  if (WORDS.has(word)) return 'keyword';
  if (CONSTANTS.has(word)) return 'bool';
  return stream.match(/^\s*\(/, false) === null ? 'variableName' : 'variableName.function';
}

/** Colours of formulas. What a formula may say is the matter of @signalbox/expression; this only paints. */
export const formulaLanguage = StreamLanguage.define<{ inComment: boolean }>({
  name: 'formula',
  startState: () => ({ inComment: false }),
  token: (stream, state) => {
    if (state.inComment || stream.match('/*') === true) {
      state.inComment = stream.skipTo('*/') !== true;
      if (state.inComment) stream.skipToEnd();
      else stream.match('*/');
      return 'comment';
    }
    if (stream.eatSpace()) return null;
    if (stream.match(/^"(?:[^"\\]|\\.)*"?|^'(?:[^'\\]|\\.)*'?/) !== null) return 'string';
    if (stream.match(/^0[xX][\da-fA-F]+|^0b[01]+|^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/) !== null)
      return 'number';
    if (stream.match(NAME) !== null) return wordKind(stream.current(), stream);
    stream.next();
    return 'operator';
  },
});
