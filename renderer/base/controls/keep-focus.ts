/**
 * Keeps the place of whoever works by keyboard. A press often takes away the very control that was pressed (a row that is deleted, "Undo" of a
 * notice, "Open the room"), and the focus would be nowhere: then it goes on to what stands next to where it was. Only behind a key of one's
 * own, or what a screen reader presses in its place; never into a field: what others do moves nobody, and nothing that is being typed goes elsewhere.
 */

/** A key longer ago than this did not do it, but for the press of the very control. */
const ownKeyMs = 500
/** Longest way back, as from a notice through a menu to a row. */
const trailLength = 6

/** Where something stood that is gone. */
type Place = { readonly parent: Node; readonly previous: Node | null; readonly next: Node | null }

const controls = 'button, a[href], input:is([type="checkbox"], [type="radio"]), [tabindex="0"]:not([contenteditable])'
const dialogs = '[role="dialog"], [role="alertdialog"]'
/** Nothing outside of these is near. */
const regions = `main, nav, aside, header, footer, ${dialogs}`

function controlsIn(inside: Element): readonly HTMLElement[] {
  return [...inside.querySelectorAll<HTMLElement>(controls)].filter((control) => control.tabIndex >= 0 && !control.matches(':disabled') && control.closest('[hidden], [inert], [aria-hidden="true"]') === null)
}

/** What stands behind `place`, else before it, as near as there is something; null when there is nothing in its region. */
function nearest({ parent, previous, next }: Place): HTMLElement | null {
  let after = next
  let before = previous
  const region = parent instanceof Element ? parent.closest(regions) : null
  for (let inside = region && parent; inside instanceof Element; inside = inside === region ? null : inside.parentNode) {
    const found = controlsIn(inside)
    const follows = (control: HTMLElement): boolean => after?.isConnected === true && (after.contains(control) || (after.compareDocumentPosition(control) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0)
    const control = found.find(follows) ?? (before?.isConnected === true ? found.at(-1) : found[0])
    if (control) return control
    after = inside.nextSibling
    before = inside.previousSibling
  }
  return null
}

const fields = 'input:not([type="checkbox"], [type="radio"]), textarea'

/** Whoever writes presses no control: where others take the text away, the next space or Enter would press what the focus went to. */
function isWriting(event: KeyboardEvent): boolean {
  const { target, key, ctrlKey, metaKey } = event
  if (!(target instanceof HTMLElement) || ((ctrlKey || metaKey) && !event.getModifierState('AltGraph'))) return false
  return target.closest('[contenteditable]')?.getAttribute('contenteditable') === 'true' || (target.matches(fields) && key !== 'Enter' && key !== 'Escape')
}

/** A press that no finger and no mouse made; on Android a screen reader's holds a button that a real click has let go of. */
function isVirtual({ detail, buttons }: MouseEvent): boolean {
  return detail === 0 || buttons === 1
}

/** Begins; returns what ends it. */
export function keepFocus(): () => void {
  const trail: HTMLElement[] = []
  const places = new WeakMap<HTMLElement, Place>()
  /** Where somebody was before the dialogs that are open, however much they did in them. */
  let before: HTMLElement | null = null
  let keyAt = Number.NEGATIVE_INFINITY
  /** What was pressed last, when nothing was done since: whatever it does may take its time. */
  let pressed: EventTarget | null = null

  const onFocus = ({ target }: FocusEvent): void => {
    // A region that F6 leads to is no place to come back to: it takes the focus once.
    if (!(target instanceof HTMLElement) || target.tabIndex < 0) return
    if (target.closest(dialogs) === null) before = target
    trail.push(target)
    if (trail.length > trailLength) trail.shift()
  }
  const onKey = (event: KeyboardEvent): void => {
    const { type, key, target } = event
    if (isWriting(event)) {
      if (type === 'keydown') [keyAt, pressed] = [Number.NEGATIVE_INFINITY, null]
      return
    }
    keyAt = performance.now()
    if (type === 'keydown') pressed = key === 'Enter' || key === ' ' ? target : null
  }
  const onPointer = (): void => {
    pressed = null
  }
  const onClick = (event: MouseEvent): void => {
    if (!isVirtual(event) || !(event.target instanceof Element)) return
    keyAt = performance.now()
    pressed = event.target.closest(controls)
  }
  const restore = (): void => {
    if (document.activeElement !== document.body || trail.at(-1)?.isConnected !== false) return
    for (const lost of [...trail.toReversed(), ...(before ? [before] : [])]) {
      const place = places.get(lost)
      const found = lost.isConnected ? lost : place?.parent.isConnected === true ? nearest(place) : null
      if (found === null) continue
      found.focus()
      return
    }
  }
  const observer = new MutationObserver((records) => {
    for (const { type, target, removedNodes, previousSibling, nextSibling } of records) {
      // What was sent by its button leaves an empty form, and a button that has nothing to send: the next thing is written where that one began.
      if (type === 'attributes' && target === pressed && target === trail.at(-1) && target instanceof HTMLElement && target.matches(':disabled')) target.closest('form')?.querySelector<HTMLElement>(fields)?.focus()
      for (const node of removedNodes) {
        for (const lost of trail) {
          // What it stood in may go after it: then that place counts.
          const gone = places.get(lost)?.parent ?? lost
          if (!gone.isConnected && node.contains(gone)) places.set(lost, { parent: target, previous: previousSibling, next: nextSibling })
        }
      }
    }
    // The kit gives the focus back a frame after a menu or a dialog has closed: that goes first.
    const isOwn = performance.now() - keyAt < ownKeyMs || (pressed !== null && pressed === trail.at(-1))
    if (document.activeElement !== document.body || !isOwn) return
    const last = trail.at(-1)
    const left = last && places.get(last)?.parent
    // In a dialog that stays it gives nothing back, but goes to the first button, which closes the dialog.
    if (left instanceof Element && left.isConnected && left.closest(dialogs) !== null) restore()
    else requestAnimationFrame(() => requestAnimationFrame(restore))
  })

  document.addEventListener('focusin', onFocus)
  for (const kind of ['keydown', 'keyup'] as const) document.addEventListener(kind, onKey, true)
  document.addEventListener('pointerdown', onPointer, true)
  document.addEventListener('click', onClick, true)
  observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  return () => {
    document.removeEventListener('focusin', onFocus)
    for (const kind of ['keydown', 'keyup'] as const) document.removeEventListener(kind, onKey, true)
    document.removeEventListener('pointerdown', onPointer, true)
    document.removeEventListener('click', onClick, true)
    observer.disconnect()
  }
}
