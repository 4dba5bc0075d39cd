/** The link by which a workshop is joined: `minuta://join?relay=wss%3A%2F%2F…&workshop=…`. */
import { isWorkshopId, type WorkshopId } from '../../shared/model/ids.ts'

export type JoinTarget = { readonly relayUrl: string; readonly workshop: WorkshopId }

/** The link that invites to `target`. */
export function joinLink(target: JoinTarget): string {
  return `minuta://join?${new URLSearchParams({ relay: target.relayUrl, workshop: target.workshop }).toString()}`
}

/** Reads a pasted or clicked link; null when it is not a join link with a relay address and a workshop. */
export function parseJoinLink(text: string): JoinTarget | null {
  const match = /^minuta:\/\/join\/?\?(?<query>[^#]*)/i.exec(text.trim())
  if (!match) return null
  const query = new URLSearchParams(match.groups?.['query'])
  const relayUrl = relayAddress(query.get('relay') ?? '')
  const workshop = query.get('workshop') ?? ''
  return relayUrl !== null && isWorkshopId(workshop) ? { relayUrl, workshop } : null
}

/** `text` as the address of a relay (ws:// or wss://, no query), without a slash at its end; null when it is none. */
export function relayAddress(text: string): string | null {
  const trimmed = text.trim()
  if (!URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') return null
  if (url.hostname === '' || url.search !== '' || url.hash !== '' || url.username !== '') return null
  return trimmed.replace(/\/+$/, '')
}
