/**
 * What is known of workshops and the browser's database did not take: kept by the tab, so that loading the page anew costs no invite. The address
 * bar has none any more, and in a private window nothing else has it. Keys for signing are left out: they outlive a tab or are made anew.
 */
import type { WorkshopId } from '../../shared/model/ids.ts'
import { keepInTab, recallInTab } from '../base/tab-memory.ts'
import type { Unstored } from './known-workshop.ts'

const nothing: Unstored = { change: {}, changedAt: {} }

/** What this tab kept of `workshop`; nothing where it kept nothing, or the browser refuses that as well. */
export function recallUnstored(workshop: WorkshopId): Unstored {
  try {
    const kept: unknown = JSON.parse(recallInTab(keyOf(workshop)) ?? 'null')
    return isUnstored(kept) ? kept : nothing
  } catch {
    return nothing
  }
}

/** Keeps `unstored` for as long as the tab is there; null: it is stored by now. */
export function rememberUnstored(workshop: WorkshopId, unstored: Unstored | null): void {
  keepInTab(keyOf(workshop), unstored && JSON.stringify({ ...unstored, change: { ...unstored.change, signingKey: undefined } }))
}

function keyOf(workshop: WorkshopId): string {
  return `unstored.${workshop}`
}

/** It was written by this page, or by another version of it. */
function isUnstored(kept: unknown): kept is Unstored {
  return typeof kept === 'object' && kept !== null && 'change' in kept && 'changedAt' in kept
}
