/** Whether keys and what is pasted belong to `target`: a field, or a board that is written on. */
export function isTypedInto(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, [contenteditable], [contenteditable] *')
}
