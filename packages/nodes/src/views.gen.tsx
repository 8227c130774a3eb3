// Written by `npm run sync` from the folders beside it. Do not edit.

export const views = {} as const;
