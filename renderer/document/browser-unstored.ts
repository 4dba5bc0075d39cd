/**
 * What is known of workshops and the browser's database did not take: kept by the tab, so that loading the page anew costs no invite. The address
 * bar has none any more, and in a private window nothing else has it. Keys for signing are left out: they outlive a tab or are made anew.
 */
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { KnownWorkshop } from './browser-store.ts'

const prefix = 'minuta.unstored.'

/** What this tab kept of `workshop`; empty where it kept nothing, or the browser refuses that as well. */
export function recallUnstored(workshop: WorkshopId): Partial<KnownWorkshop> {
  try {
    const kept: unknown = JSON.parse(globalThis.sessionStorage.getItem(prefix + workshop) ?? 'null')
    return typeof kept === 'object' && kept !== null ? kept : {}
  } catch {
    return {}
  }
}

/** Keeps `change` for as long as the tab is there; null: it is stored by now. */
export function rememberUnstored(workshop: WorkshopId, change: Partial<KnownWorkshop> | null): void {
  try {
    if (change === null) globalThis.sessionStorage.removeItem(prefix + workshop)
    else globalThis.sessionStorage.setItem(prefix + workshop, JSON.stringify({ ...change, signingKey: undefined }))
  } catch {
    // Then it holds until the page is loaded anew.
  }
}
