/** The way from a page in a browser to the same workshop at another address, with what has not arrived from here. Beside the invite, behind the `#`: no browser sends it. */
import { readCarriedAnswers, type CarriedAnswer } from '../../shared/document/responses/carried-answers.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { fittingIdentity } from '../../shared/protocol/admission.ts'
import { fromBase64Url, toBase64Url } from '../../shared/protocol/base64url.ts'
import { decodeInviteToken } from '../../shared/protocol/join-link.ts'
import type { GuestIdentity } from './browser-source.ts'
import { isLess } from './lesser-invite.ts'

/** What comes along: who says it, and what they said. */
export type Carried = { readonly identity: GuestIdentity; readonly answers: readonly CarriedAnswer[] }

/** Why an address leads nowhere: it is none, of another workshop, the one that does not answer, or a link for the app. */
export type WrongAddress = 'notAddress' | 'otherWorkshop' | 'sameAddress' | 'appLink'

const separator = '&from='

export type Departure = {
  readonly workshop: WorkshopId
  /** Of the page that is left. */
  readonly origin: string
  /** What lets somebody in here; '' for nothing. The other relay asks for the same. */
  readonly token: string
  readonly carried: Carried
}

/** The link to `address`, which somebody pasted or typed: that of a page, whole or in part, or a link of an invite. */
export function linkElsewhere(address: string, { workshop, origin, token, carried }: Departure): { readonly link: string } | { readonly problem: WrongAddress } {
  const typed = address.trim()
  if (/^minuta:/iu.test(typed)) return { problem: 'appLink' }
  const text = /^https?:\/\//iu.test(typed) ? typed : `http://${typed}`
  if (!URL.canParse(text)) return { problem: 'notAddress' }
  const { protocol, host, pathname, hash } = new URL(text)
  const { base = '', id } = /^(?<base>.*?)(?:\/w)?\/(?<id>[^/]*)$/u.exec(pathname)?.groups ?? {}
  if (!/[.:]/u.test(host) || (id === '' ? base !== '' : !pathname.endsWith(`/w/${id}`))) return { problem: 'notAddress' }
  if (id !== '' && id !== workshop) return { problem: 'otherWorkshop' }
  const place = `${protocol}//${host}${base}`
  if (place === origin) return { problem: 'sameAddress' }
  const [brought = ''] = hash.slice(1).split(separator)
  const better = decodeInviteToken(brought) === null || isLess(brought, token) ? token : brought
  return { link: `${place}/w/${workshop}#${better}${separator}${encodeCarried(carried)}` }
}

/** The two parts of what stands behind the `#`. */
export function splitHash(hash: string): { readonly token: string; readonly carried: string } {
  const [token = '', carried = ''] = hash.replace(/^#/u, '').split(separator)
  return { token, carried }
}

function encodeCarried({ identity, answers }: Carried): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify({ ...identity, answers })))
}

/** Null for text that says nothing that a page could take over: anybody can make a link. */
export function decodeCarried(text: string): Carried | null {
  const bytes = fromBase64Url(text)
  if (bytes === null) return null
  try {
    const read: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    const { name, organisation, person, answers: list } = (typeof read === 'object' && read !== null ? read : {}) as Readonly<Record<string, unknown>>
    const answers = readCarriedAnswers(list)
    if (typeof name !== 'string' || typeof organisation !== 'string' || typeof person !== 'string' || answers === null) return null
    return { identity: fittingIdentity({ name, organisation, person }), answers }
  } catch {
    return null
  }
}
