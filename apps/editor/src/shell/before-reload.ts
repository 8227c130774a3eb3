type Save = () => Promise<unknown>;

const waiting = new Set<Save>();

/**
 * Has something saved before the page loads itself anew.
 * @returns ends it
 */
export function saveBeforeReload(save: Save): () => void {
  waiting.add(save);
  return () => {
    waiting.delete(save);
  };
}

/** Saves what asked for it. What could not be saved is kept by the page that has it. */
export async function saveAll(): Promise<void> {
  await Promise.allSettled([...waiting].map(async (save) => save()));
}
