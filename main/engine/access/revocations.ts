/**
 * Invites that were taken back, as this computer knows them: those in the document that are genuine, kept beside it, so that nobody
 * who may write the document can make them unsaid here; and which of them the relay has.
 */
import type * as Y from 'yjs'
import { readRevocations } from '../../../shared/document/invites.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { decodeRevocation, isRevocationGenuine, type Revocation } from '../../../shared/protocol/admission.ts'
import { fromBase64Url, toBase64Url } from '../../../shared/protocol/base64url.ts'
import { MalformedError } from '../../../shared/protocol/cursor.ts'
import type { SignaturePlatform } from '../../../shared/protocol/signatures.ts'
import type { EngineValues } from '../engine-values.ts'

export class Revocations {
  readonly #values: EngineValues
  readonly #platform: SignaturePlatform
  /** Texts that were looked at and are not genuine: nobody can make this computer check them for ever. */
  readonly #refused = new Set<string>()

  constructor(values: EngineValues, platform: SignaturePlatform) {
    this.#values = values
    this.#platform = platform
  }

  /** Takes over what is new and genuine in the document. True when there was something. */
  take(workshop: WorkshopId, doc: Y.Doc): boolean {
    const known = this.#known(workshop)
    const added = new Map<string, string>()
    // An invite that was taken back takes nothing back afterwards, so the earlier comes first.
    const found = [...readRevocations(doc)].flatMap(([id, text]) => this.#read(id, text) ?? []).sort((a, b) => a.revocation.revokedAt - b.revocation.revokedAt)
    for (const { id, text, revocation } of found) {
      if (Object.hasOwn(known, id)) continue
      const isRevoked = (subject: Uint8Array): boolean => Object.hasOwn(known, toBase64Url(subject)) || added.has(toBase64Url(subject))
      if (isRevocationGenuine(this.#platform, revocation, workshop, isRevoked)) added.set(id, text)
      else this.#refused.add(text)
    }
    if (added.size === 0) return false
    this.#values.noteOf(workshop, 'revocations', { ...known, ...Object.fromEntries(added) })
    return true
  }

  /** Keeps a revocation that was made here. Durable when it returns; throws StorageError. */
  keep(workshop: WorkshopId, id: string, text: string): void {
    this.#values.setOf(workshop, 'revocations', { ...this.#known(workshop), [id]: text })
  }

  /** Null for an invite that was not taken back; else when, in ms since the epoch. */
  revokedAt(workshop: WorkshopId, id: string): number | null {
    const text = this.#known(workshop)[id]
    const revocation = text === undefined ? null : this.#read(id, text)?.revocation
    return revocation == null ? null : revocation.revokedAt * 1_000
  }

  has(workshop: WorkshopId, subject: Uint8Array): boolean {
    return Object.hasOwn(this.#known(workshop), toBase64Url(subject))
  }

  /** What the relay with `lineage` has not yet confirmed, the earliest first. */
  due(workshop: WorkshopId, lineage: string): readonly { readonly id: string; readonly bytes: Uint8Array }[] {
    const onRelay = this.#values.getOf(workshop, 'revocations-on-relay')
    const confirmed = onRelay?.lineage === lineage ? onRelay.ids : []
    return Object.entries(this.#known(workshop))
      .filter(([id]) => !confirmed.includes(id))
      .flatMap(([id, text]) => this.#read(id, text) ?? [])
      .sort((a, b) => a.revocation.revokedAt - b.revocation.revokedAt)
  }

  /** The relay with `lineage` has it on its disk. */
  confirm(workshop: WorkshopId, lineage: string, subject: Uint8Array): void {
    const onRelay = this.#values.getOf(workshop, 'revocations-on-relay')
    const ids = new Set(onRelay?.lineage === lineage ? onRelay.ids : [])
    this.#values.noteOf(workshop, 'revocations-on-relay', { lineage, ids: [...ids.add(toBase64Url(subject))] })
  }

  isOnRelay(workshop: WorkshopId, id: string): boolean {
    return this.#values.getOf(workshop, 'revocations-on-relay')?.ids.includes(id) ?? false
  }

  #known(workshop: WorkshopId): Readonly<Record<string, string>> {
    return this.#values.getOf(workshop, 'revocations') ?? {}
  }

  /** Null for what is no revocation of this invite. */
  #read(id: string, text: string): { readonly id: string; readonly text: string; readonly bytes: Uint8Array; readonly revocation: Revocation } | null {
    const bytes = this.#refused.has(text) ? null : fromBase64Url(text)
    if (bytes === null) return null
    try {
      const revocation = decodeRevocation(bytes)
      return toBase64Url(revocation.subject) === id ? { id, text, bytes, revocation } : null
    } catch (error) {
      if (error instanceof MalformedError) return null
      throw error
    }
  }
}
