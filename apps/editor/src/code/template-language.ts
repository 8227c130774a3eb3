import { StreamLanguage } from '@codemirror/language';

/** Colours of templates: what is put in stands out from what is sent as it is. */
export const templateLanguage = StreamLanguage.define({
  name: 'template',
  token: (stream) => {
    if (stream.match(/^\{\{[^{}]*\}\}/) !== null) return 'variableName.special';
    if (stream.match(/^"(?:[^"\\{]|\\.)*"/) !== null) return 'string';
    if (stream.match(/^-?\d+(?:\.\d+)?/) !== null) return 'number';
    stream.next();
    return null;
  },
});
