/** Where writing goes on when a form stands in the place of the button that opened it. */

/** For the `ref` of a form: its first field takes the focus when that went with the button; nobody who is elsewhere is moved. */
export function takeFocus(form: HTMLFormElement | null): void {
  if (document.activeElement === document.body) form?.querySelector('input')?.focus()
}
