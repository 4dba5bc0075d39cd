/** The few choices of a guest, in the browser's own memory; in this page alone where the browser refuses. */
import { isAppearance } from '../../shared/ipc/appearance.ts'
import type { Settings } from '../../shared/ipc/engine-port.ts'
import { recall, remember } from '../base/remembered.ts'

const directions = ['auto', 'ltr', 'rtl'] as const

export class BrowserSettings {
  #settings: Settings = {
    name: recall('guest-name') ?? '',
    organisation: recall('guest-organisation') ?? '',
    language: recall('guest-language') ?? 'system',
    direction: directions.find((direction) => direction === recall('guest-direction')) ?? 'auto',
    appearance: recalledAppearance(),
    relayUrl: '',
    isWorkingOffline: false,
  }

  read = (): Settings => this.#settings

  write = (change: Partial<Settings>): Settings => {
    this.#settings = { ...this.#settings, ...change }
    for (const key of ['name', 'organisation', 'language', 'direction', 'appearance'] as const) {
      // What was not changed here may have been changed in another tab.
      if (change[key] !== undefined) remember(`guest-${key}`, change[key])
    }
    return this.#settings
  }
}

function recalledAppearance(): Settings['appearance'] {
  const recalled = recall('guest-appearance')
  return isAppearance(recalled) ? recalled : 'system'
}
